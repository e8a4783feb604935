ALTER TABLE `consignment` ADD `deliverBy` text;
