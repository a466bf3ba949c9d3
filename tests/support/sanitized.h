// Is this a build under a sanitizer? Tests over many random cases take fewer of them there: each costs ten times as
// much.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define COLDFRAME_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COLDFRAME_SANITIZED 1
#endif

namespace coldframe::test {

#ifdef COLDFRAME_SANITIZED
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

} // namespace coldframe::test
