CREATE INDEX `task_due` ON `task` (`dueOn`,`id`) WHERE dueOn is not null;
--> statement-breakpoint
CREATE INDEX `task_made` ON `task` (`createdAt`,`id`);
