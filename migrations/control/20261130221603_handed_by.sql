ALTER TABLE `proof` ADD `byId` text;
--> statement-breakpoint
ALTER TABLE `proof` ADD `placeId` text;
