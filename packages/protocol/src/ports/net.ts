/** Sends one HTTP request. Rooms that reach outside get one from the platform that refuses private addresses and bounds time and size (URL_REFUSED). */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
