/** The demo world as plain data. Each context imports its part in bulk; no context makes demo data of its own. */
import type { TimeWindow } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import type {
  AccountId,
  CustomerId,
  OfferingId,
  OrderId,
  ProviderId,
  ReviewId,
  SkillId,
} from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';

export interface DemoWorld {
  readonly accounts: readonly DemoAccount[];
  readonly providers: readonly DemoProvider[];
  /** All settled, in order of `settledAt`. */
  readonly orders: readonly DemoOrder[];
}

/** Every account has a customer profile; those with the role PROVIDER have a provider's too. */
export interface DemoAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly locale: string;
  readonly createdAt: Date;
}

export interface DemoProvider {
  readonly id: ProviderId;
  readonly displayName: string;
  readonly bio: string;
  readonly skillIds: readonly SkillId[];
  /** The exact point; the user context rounds what it shows. */
  readonly location: {
    readonly point: GeoPoint;
    readonly city: string;
    readonly countryCode: string;
    readonly timeZone: string;
  };
  readonly serviceRadiusMeters: number;
  readonly verified: boolean;
  readonly offerings: readonly DemoOffering[];
  /** 1 = Monday … 7 = Sunday, local time, e.g. 09:00. */
  readonly weeklyHours: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  readonly bufferMinutes: number;
}

export interface DemoOffering {
  readonly id: OfferingId;
  readonly title: string;
  readonly description: string;
  readonly skillId: SkillId;
  readonly price: Money;
  readonly priceUnit: 'JOB' | 'HOUR';
  readonly durationMinutes: number;
}

export interface DemoOrder {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly offeringId: OfferingId;
  readonly title: string;
  readonly price: Money;
  readonly scheduledFor: TimeWindow;
  readonly timeZone: string;
  readonly address: string;
  readonly location: GeoPoint;
  readonly placedAt: Date;
  readonly acceptedAt: Date;
  readonly departedAt: Date;
  readonly startedAt: Date;
  readonly completedAt: Date;
  readonly settledAt: Date;
  /** Both sides' or one's or none; both are published. */
  readonly reviews: readonly DemoReview[];
}

export interface DemoReview {
  readonly id: ReviewId;
  readonly subject: 'PROVIDER' | 'CUSTOMER';
  readonly rating: number;
  readonly comment: string;
  readonly at: Date;
}
