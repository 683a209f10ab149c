/** Browsers inside of other apps, which often cannot use a camera; by what they say of themselves. */

const APPS = /Instagram|FBAN|FBAV|FB_IAB|musical_ly|TikTok|Snapchat|Line\/|Twitter|LinkedInApp|Pinterest|GSA\//;
// A page inside of an Android app says so itself.
const ANDROID_WEB_VIEW = /; wv\)/;

/** @param {string} userAgent */
export function isInApp(userAgent) {
  return APPS.test(userAgent) || ANDROID_WEB_VIEW.test(userAgent);
}
