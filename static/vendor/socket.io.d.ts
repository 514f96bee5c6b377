// For editors and tsc only.
export function io(options?: any): any;
export const WebSocket: new (...options: any[]) => { createSocket(address: string, protocols: any, options: any): any };
export const XHR: new (...options: any[]) => object;
