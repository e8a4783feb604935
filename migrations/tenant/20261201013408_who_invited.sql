ALTER TABLE `invitation` ADD `byId` text;
--> statement-breakpoint
CREATE INDEX `invitation_claimed` ON `invitation` (`claimedAt`) WHERE claimedAt is not null and vouchedAt is null and acceptedAt is null and withdrawnAt is null;
