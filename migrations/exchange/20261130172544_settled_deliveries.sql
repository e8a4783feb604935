DROP INDEX `delivery_board`;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `senderId` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `settledHow` text;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `settledId` text;
--> statement-breakpoint
UPDATE `delivery` SET `senderId` = coalesce((SELECT `senderId` FROM `consignment` WHERE `consignment`.`id` = `delivery`.`consignmentId`), '');
--> statement-breakpoint
UPDATE `delivery` SET `settledHow` = 'replaced', `settledId` = '' WHERE `status` = '02' AND `consignmentId` IN (SELECT `aboutId` FROM `consignment_link` WHERE `kind` = 'replaces');
--> statement-breakpoint
CREATE INDEX `delivery_open` ON `delivery` (`senderId`,`status`,`arrivedAt`,`consignmentId`) WHERE status in ('01', '02') and settledHow is null;
--> statement-breakpoint
CREATE INDEX `delivery_board` ON `delivery` (`consignmentId`,`status`,`position`,`recipientId`,`settledHow`);
