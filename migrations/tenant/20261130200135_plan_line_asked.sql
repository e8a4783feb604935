ALTER TABLE `plan_line` ADD `sendingId` text;
