/** Days after which what was collected may not be true any more, unless the site says another number: most hosts get updates every week. */
export const usualDays = 7;
