// @ts-check
// The slides are loaded when somebody presents.
import { lateView } from "../ui/late.js";

const load = () => import("./shown-slide.js");

export const LatePhoneSlide = lateView(load, (module) => module.PhoneSlide);
export const LateStageSlide = lateView(load, (module) => module.StageSlide);
