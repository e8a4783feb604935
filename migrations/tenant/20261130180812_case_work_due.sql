CREATE INDEX `case_work_due` ON `case_work` (`due`);
