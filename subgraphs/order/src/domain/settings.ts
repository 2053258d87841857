import type { CancellationPolicy } from './cancellation-policy.ts';

/** Every number of the order process. Each deployment may set its own. */
export interface OrderSettings {
  /** How far ahead a slot can be booked. */
  readonly bookingHorizonDays: number;
  /** The shortest time between booking and the start. */
  readonly leadMinutes: number;
  /** Slots start at every multiple of this in the provider's local time. */
  readonly slotStepMinutes: number;
  /** The longest range that one call may ask slots for. */
  readonly slotRangeDays: number;
  readonly slotHoldMinutes: number;
  readonly slotHoldsPerCustomer: number;
  /** Bounds and step of a job that is booked by the hour. */
  readonly shortestJobMinutes: number;
  readonly longestJobMinutes: number;
  readonly jobStepMinutes: number;
  /** How long the payment may take to be held. */
  readonly paymentMinutes: number;
  /** The provider's time to answer: this long, or until so long before the start if sooner, but never under the least. */
  readonly answerHours: number;
  readonly answerBeforeStartMinutes: number;
  readonly answerLeastMinutes: number;
  /** After the window's start without a start of work: both sides and an operator are told. */
  readonly startOverdueHours: number;
  /** After the window's end without a start of work: cancelled. */
  readonly abandonedHours: number;
  /** After the window's end without completion: disputed. */
  readonly completionHours: number;
  /** The customer's silence after completion that settles the order. */
  readonly confirmationHours: number;
  /** After the window's start a customer or provider may dispute an order that has not begun. */
  readonly disputeAfterStartMinutes: number;
  /** A dispute that no operator resolves settles by itself, giving back this share. */
  readonly resolutionDays: number;
  readonly unresolvedRefundPercent: number;
  readonly wrongPinsAllowed: number;
  readonly pinLockMinutes: number;
  /** A provider's position is taken at most this often. */
  readonly positionSeconds: number;
  /** For the estimated time of arrival: the way is this many straight lines, at this speed. */
  readonly detourFactor: number;
  readonly travelKilometresPerHour: number;
  /** A job is open for quotes this long, and a quote stands this long. */
  readonly jobDays: number;
  readonly quoteHours: number;
  readonly openJobsPerCustomer: number;
  /** Of all providers together, those that were withdrawn included: a job shows them in one list. */
  readonly quotesPerJob: number;
  /** The customer's time to agree to another price. */
  readonly proposalHours: number;
  /** What one side may write to the other, and until how long after the order has ended. */
  readonly messagesPerMinute: number;
  readonly messageDaysAfterEnd: number;
  /** Calendars that are to be told anew at one time are, one after the other, within this time. */
  readonly renewalSpreadMinutes: number;
  /** Copied onto each order as it is placed. */
  readonly cancellation: CancellationPolicy;
}

export const DEFAULT_SETTINGS: OrderSettings = {
  bookingHorizonDays: 180,
  leadMinutes: 30,
  slotStepMinutes: 30,
  slotRangeDays: 31,
  slotHoldMinutes: 10,
  slotHoldsPerCustomer: 2,
  shortestJobMinutes: 30,
  longestJobMinutes: 12 * 60,
  jobStepMinutes: 15,
  paymentMinutes: 15,
  answerHours: 24,
  answerBeforeStartMinutes: 60,
  answerLeastMinutes: 15,
  startOverdueHours: 2,
  abandonedHours: 24,
  completionHours: 48,
  confirmationHours: 48,
  disputeAfterStartMinutes: 15,
  resolutionDays: 14,
  unresolvedRefundPercent: 50,
  wrongPinsAllowed: 10,
  pinLockMinutes: 15,
  positionSeconds: 2,
  detourFactor: 1.4,
  travelKilometresPerHour: 30,
  jobDays: 14,
  quoteHours: 72,
  openJobsPerCustomer: 20,
  quotesPerJob: 100,
  proposalHours: 24,
  messagesPerMinute: 20,
  messageDaysAfterEnd: 14,
  renewalSpreadMinutes: 10,
  cancellation: { graceMinutes: 15, freeUntilHours: 24, lateUntilHours: 2, lateFeePercent: 50, lastFeePercent: 100 },
};
