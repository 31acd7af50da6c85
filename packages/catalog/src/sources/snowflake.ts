import { moment } from './gather.ts';

/** Ids of Discord, which carry the moment they were made (https://discord.com/developers/docs/reference#snowflakes). */
export const snowflake = /^\d{15,20}$/;
/** Discord's epoch, the first second of 2015, in milliseconds. */
export const epoch = 1_420_070_400_000;
/** When the thing with this id was made. */
export const born = (id: string): string | null => moment(Number((BigInt(id) >> 22n) + BigInt(epoch)));
