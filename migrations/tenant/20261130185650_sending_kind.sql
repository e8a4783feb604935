ALTER TABLE `sending` ADD `kind` text DEFAULT 'task' NOT NULL;
--> statement-breakpoint
UPDATE `sending` SET `kind` = 'opinion' WHERE `id` IN (SELECT `sendingId` FROM `event` WHERE `sendingId` IS NOT NULL);
