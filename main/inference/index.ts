export { type Calibration, type CalibrationPoints, calibrationSchema, onCurve } from './calibration.ts';
export { type CallContext, type CallingModel, callFunctions, type FunctionCalls } from './call-functions.ts';
export { settingText } from './device/choose.ts';
export { type Devices, measuredSetting, openDevices } from './device/devices.ts';
export type { DeviceRecord } from './device/memory.ts';
export type { StartProbe } from './device/process.ts';
export {
  contextForm,
  type Form,
  FormWriter,
  findWords,
  isBoundary,
  type Named,
  type ResultField,
  resultFields,
  shownParams,
  writing,
} from './format.ts';
export { jsonArguments, readQuantity } from './function-arguments.ts';
export {
  choicesOf,
  type FlatParam,
  type FunctionSchema,
  flatName,
  flatParams,
  functionSchema,
  nameWords,
  type ParamSchema,
  toolOfFunction,
} from './functions.ts';
export type { Intent, IntentModel } from './intent.ts';
export { LexicalIndex } from './lexical.ts';
export { loadNeedle, type NeedleModel } from './load.ts';
export { mark } from './marks.ts';
export { saidArguments } from './said-arguments.ts';
export { type Network, openNetwork, type Token } from './session.ts';
export { clauses, createShortlister } from './shortlister.ts';
export { isSlot, type Slot, slots, slotTexts } from './slots.ts';
export { toolText } from './tool-text.ts';
export { cutResult, modelResultBytes, trimResult } from './trim.ts';
export * from './types.ts';
