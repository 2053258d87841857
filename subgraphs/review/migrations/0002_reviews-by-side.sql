CREATE INDEX "reports_by_reporter" ON "reviews"."reports" USING btree ("reporter");--> statement-breakpoint
CREATE INDEX "reviews_of_provider" ON "reviews"."reviews" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "reviews_of_customer" ON "reviews"."reviews" USING btree ((document ->> 'customerId'));