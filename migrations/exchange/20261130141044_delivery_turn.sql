ALTER TABLE `delivery` ADD `turn` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE `delivery` SET `turn` = -2 * coalesce((SELECT `urgency` FROM `consignment` WHERE `consignment`.`id` = `delivery`.`consignmentId`), 0) - (`remindedAt` IS NOT NULL) WHERE `status` = '01';
--> statement-breakpoint
CREATE INDEX `delivery_turn` ON `delivery` (`recipientId`,`status`,`apart`,`turn`,`arrivedAt`,`consignmentId`);
