// For editors and tsc only.
export function io(options?: any): any;
