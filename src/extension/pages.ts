/**
 * What shows only when somebody asks for it (the overview's page, how inventories are added), bundled apart and loaded then: activation
 * stays light. The extension reaches it only through `loadPages`.
 */
export { addInventory, takeIn } from './inventory/add-inventory';
export { showOverviewIn } from './overview/panel';
