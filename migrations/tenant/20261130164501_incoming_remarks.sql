ALTER TABLE `incoming_file` ADD `remarks` text;
