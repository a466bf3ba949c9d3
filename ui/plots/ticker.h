// Axis ticks that read like people: 4 min 31 s, $0.000021, 12,340, 50 %. The steps are round in the quantity's own way
// (seconds go 1, 2, 5, 10, 15, 30, 60; money and counts 1, 2, 5), and all labels of an axis have the same precision.
#pragma once

#include <QSharedPointer>
#include <QString>

class QCPAxisTicker;

namespace coldframe::ui {

enum class Quantity {
  Time,   // seconds
  Money,  // USD
  Count,  // whole numbers
  Number, // anything else, its unit in the axis label
  Share,  // 0 … 1, in percent
  Memory, // MB
};

// The smallest round step of at least `least`.
double roundStep(Quantity quantity, double least);
// A value on an axis whose ticks are `step` apart.
QString tickText(Quantity quantity, double value, double step);

QSharedPointer<QCPAxisTicker> makeTicker(Quantity quantity);
// What is nothing has no place on a logarithmic axis: where there is such a thing, it is shown at `floor`, where the
// axis says so, and below there are no marks.
QSharedPointer<QCPAxisTicker> makeLogTicker(Quantity quantity, double floor = 0,
                                            const QString& atFloor = {}); // 1, 10, 100 …, with the labels of `quantity`

} // namespace coldframe::ui
