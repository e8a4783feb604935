ALTER TABLE `founding` ADD `byId` text;
--> statement-breakpoint
CREATE INDEX `founding_claimed` ON `founding` (`superiorId`,`claimedAt`) WHERE claimedAt is not null and vouchedAt is null and committeeId is null and withdrawnAt is null;
