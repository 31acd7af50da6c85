export { makeEventBus, type ConsumerState, type EventBusOptions, type StoredEventBus } from './bus.ts';
