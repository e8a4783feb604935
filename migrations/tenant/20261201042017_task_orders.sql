CREATE INDEX `task_board_made` ON `task` (`createdAt`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
--> statement-breakpoint
CREATE INDEX `task_unit_made` ON `task` (`unitId`,`createdAt`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
--> statement-breakpoint
CREATE INDEX `task_given_made` ON `task` (`giverId`,`createdAt`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
