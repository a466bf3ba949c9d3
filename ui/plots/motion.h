// Whether things on the screen should keep still where they can: what was chosen in the window, or else what the system
// asks for. What then moves at all (a playhead that plays) goes in steps.
#pragma once

#include <optional>

namespace coldframe::ui {

bool motionReduced();
void reduceMotion(std::optional<bool> reduced); // nothing: as the system says

} // namespace coldframe::ui
