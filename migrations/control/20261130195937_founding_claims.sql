ALTER TABLE `founding` ADD `claimedBy` text;
--> statement-breakpoint
ALTER TABLE `founding` ADD `claimedName` text;
--> statement-breakpoint
ALTER TABLE `founding` ADD `claimedAt` integer;
--> statement-breakpoint
ALTER TABLE `founding` ADD `vouchedAt` integer;
