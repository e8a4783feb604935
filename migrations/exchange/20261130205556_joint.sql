ALTER TABLE `consignment` ADD `joint` text;
