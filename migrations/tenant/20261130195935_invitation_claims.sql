ALTER TABLE `invitation` ADD `claimedBy` text;
--> statement-breakpoint
ALTER TABLE `invitation` ADD `claimedName` text;
--> statement-breakpoint
ALTER TABLE `invitation` ADD `claimedAt` integer;
--> statement-breakpoint
ALTER TABLE `invitation` ADD `vouchedAt` integer;
