// The two palettes the window can be told to use instead of the system's.
#pragma once

#include <QPalette>

namespace coldframe::ui {

QPalette lightPalette();
QPalette darkPalette();

} // namespace coldframe::ui
