drop index items_account on items;
