/** Words for property values that people imply without saying them ("my open tasks", "who churned?"). */
export const impliedValues = [
  'me',
  'none',
  'today',
  'tomorrow',
  'Not started',
  'In progress',
  'Done',
  'High',
  'Medium',
  'Low',
  'Lead',
  'Trial',
  'Customer',
  'Churned',
  'Planned',
  'Building',
  'Shipped',
  'yes',
  'no',
] as const;

/** Databases that people imply ("create a task", "add a lead"). */
export const impliedDatabases = ['Tasks', 'CRM', 'Roadmap'] as const;

/** Upstream paths of a page's title: the title property has another name in each database. */
export const titlePaths = [
  'properties.title',
  'properties.Name',
  'properties.Company',
  'properties.Feature',
  'properties.Title',
] as const;

/** Column types that the API lets an integration create (developers.notion.com/reference/property-object). */
export const columnTypes = [
  'rich_text',
  'number',
  'select',
  'multi_select',
  'status',
  'date',
  'people',
  'files',
  'checkbox',
  'url',
  'email',
  'phone_number',
  'created_time',
  'created_by',
  'last_edited_time',
  'last_edited_by',
] as const;
