// The one QCustomPlot of the program, dressed: theme colours, a grid that is barely there, no frame, and a repaint when
// the window moves to a screen of another pixel ratio (which QCustomPlot 2.1.0 misses).
#pragma once

#include "ui/plots/theme.h"
#include "ui/plots/ticker.h"

#include <QString>

class QCPAxis;
class QCPAxisRect;
class QCPItemText;
class QCPLayer;
class QCustomPlot;
class QWidget;

namespace coldframe::ui {

// Owned by `parent`. Has a layer above the others with a buffer of its own, for what moves.
QCustomPlot* makeCanvas(QWidget* parent);
QCPLayer* overlayOf(QCustomPlot& plot);

void dressCanvas(QCustomPlot& plot, const Theme& theme); // all its axes, grids, the legend and the background
void dressAxis(QCPAxis& axis, const Theme& theme, const QFont& font);

// Shows the legend in a row of its own, where it hides nothing.
void putLegendAbove(QCustomPlot& plot, int columns);

// "cost of a month ($)": what is measured and its unit; round ticks that read like people.
void nameAxis(QCPAxis& axis, const QString& what, Quantity quantity, bool logarithmic = false);

// A line from one value to another of the horizontal axis `across`, at a place of the vertical one: an interval.
void addWhisker(QCPAxis& across, QCPAxis& down, double from, double to, double at, const QColor& ink);
// Small words that stand where the caller puts them, also beyond the axes.
QCPItemText* addWords(QCustomPlot& plot, const QString& text, const QColor& ink);
// Of the band between the ends of an interval, behind its curve.
QColor bandTint(QColor curve);

// Of words beside a place of a horizontal axis: to the right of it in the left half, and the other way round, so that
// they stay inside.
Qt::Alignment inwards(const QCPAxis& axis, double at);

} // namespace coldframe::ui
