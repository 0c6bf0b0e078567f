/** Records of the demo workspace, as tools take them. */
export const tasks = {
  id: '5fb85967-f532-43ab-acc2-d0b698d5c7e4',
  data_source: '1ba4ea5e-e874-4e76-a944-7ab57a683536',
  title: 'Tasks',
};
export const crm = {
  id: 'c4499d86-3386-4e10-ad79-e048c07dd775',
  data_source: '3eda83d7-c58d-4e0d-aa0c-f318656b3e6f',
  title: 'CRM',
};
export const webhooks = {
  id: 'd74ff1fe-4f7f-405a-af9e-bdd25b001a3f',
  title: 'Migrate billing webhooks',
  data_source: tasks.data_source,
};
export const harborview = {
  id: '95d1a0d1-f13d-4e20-a4fd-32f640d00326',
  title: 'Harborview Clinic',
  data_source: crm.data_source,
};
export const planning = { id: '572b4e3c-02ea-47f3-a4a7-15e4e48dd740', title: 'Q1 planning', data_source: null };
export const notes = { id: '52ad6074-dce1-4188-a383-0d71939b5318', title: 'Meeting notes', data_source: null };
/** The first paragraph of “Q1 planning”. */
export const paragraph = {
  id: '89a58f3a-ef34-46f9-a86b-d8773c9d5194',
  type: 'paragraph',
  text: 'Q1 planning: first paragraph',
};
export const lin = { id: 'f0fb23c6-f5da-4cec-a554-04e4fb440034', name: 'Lin Zhao' };
export const joe = { id: '947ccf25-ec84-48db-a742-54770f58904d', name: 'Joe Kim' };

/** Plain words as rich text. */
export const words = (content: string): { text: { content: string } }[] => [{ text: { content } }];
