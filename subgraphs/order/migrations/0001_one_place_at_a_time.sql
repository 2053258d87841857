ALTER TABLE "orders"."places" ADD CONSTRAINT "places_do_not_overlap"
  EXCLUDE USING gist ("provider_id" WITH =, tstzrange("starts_at", "occupied_until") WITH &&);
