// How long a test waits for what the window makes in the background before it fails.
#pragma once

namespace coldframe::ui {

inline constexpr int kPatienceMs = 60'000;

} // namespace coldframe::ui
