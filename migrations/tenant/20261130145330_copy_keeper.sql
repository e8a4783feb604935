ALTER TABLE `document` ADD `copyKeeper` text;
