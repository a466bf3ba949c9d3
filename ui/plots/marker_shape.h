// Markers of the theme as QCustomPlot draws them.
#pragma once

#include "ui/plots/theme.h"

class QCPScatterStyle;

namespace coldframe::ui {

// `hollow`: what cannot do the work.
QCPScatterStyle scatterStyle(const PlatformStyle& style, double size, bool hollow, const QColor& paper);

} // namespace coldframe::ui
