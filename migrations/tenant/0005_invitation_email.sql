DROP INDEX `invitation_created`;--> statement-breakpoint
CREATE INDEX `invitation_email` ON `invitation` (`email`);