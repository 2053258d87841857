CREATE TABLE "auth"."data_export_chunks" (
	"export_id" text NOT NULL,
	"context" text NOT NULL,
	"chunk" integer NOT NULL,
	"chunks" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "data_export_chunks_export_id_context_chunk_pk" PRIMARY KEY("export_id","context","chunk")
);
--> statement-breakpoint
CREATE TABLE "auth"."data_exports" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."data_export_chunks" ADD CONSTRAINT "data_export_chunks_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "auth"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."data_exports" ADD CONSTRAINT "data_exports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "auth"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_exports_by_account" ON "auth"."data_exports" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "data_exports_by_end" ON "auth"."data_exports" USING btree ("expires_at");