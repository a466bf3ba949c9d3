#include "ui/plots/ticker.h"

#include "sim/units/format.h"

#include <qcustomplot.h>

#include <QLocale>
#include <QStringBuilder>
#include <algorithm>
#include <array>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86'400;

double decimalStep(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9))
      return factor * power;
  return 10 * power;
}

double timeStep(double least) {
  if (least <= 5)
    return decimalStep(least);
  static constexpr std::array<double, 16> kSteps{10,        15,         30,           kMinute, 2 * kMinute, 5 * kMinute,
                                                 600,       900,        30 * kMinute, kHour,   2 * kHour,   3 * kHour,
                                                 6 * kHour, 12 * kHour, kDay,         2 * kDay};
  const auto found = std::ranges::find_if(kSteps, [least](double step) { return step >= least * (1 - 1e-9); });
  return found != kSteps.end() ? *found : kDay * decimalStep(least / kDay);
}

// Digits after the point that a step of this size needs.
int decimals(double step) {
  return step >= 1 || step <= 0 ? 0 : std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 15);
}

QString fixed(double value, int places) {
  // No "-0".
  const double shown = std::fabs(value) < 0.5 * std::pow(10.0, -places) ? 0 : value;
  QLocale plain = QLocale::c();
  plain.setNumberOptions(QLocale::DefaultNumberOptions); // thousands set apart
  return plain.toString(shown, 'f', places);
}

QString withSeconds(double value, double step) {
  if (step < 1 && value < 1) {
    if (step < 1e-3)
      return fixed(value * 1e6, decimals(step * 1e6)) % QStringLiteral(" µs");
    return fixed(value * 1e3, decimals(step * 1e3)) % QStringLiteral(" ms");
  }
  return fixed(value, decimals(step)) % QStringLiteral(" s");
}

QString timeText(double value, double step) {
  if (value < 0)
    return QStringLiteral("−") % timeText(-value, step);
  if (value < step * 1e-6)
    return QStringLiteral("0");
  // Carried in units of the step, so that 59.9999 s is a minute and not "60 s".
  const double snapped = step < 1 ? std::round(value / step) * step : std::round(value);
  QString text;
  const auto add = [&text](const QString& part) { text += (text.isEmpty() ? QString() : QStringLiteral(" ")) % part; };
  double rest = snapped;
  const double days = std::floor(rest / kDay + 1e-12);
  rest -= days * kDay;
  const double hours = std::floor(rest / kHour + 1e-12);
  rest -= hours * kHour;
  const double minutes = std::floor(rest / kMinute + 1e-12);
  rest = std::max(0.0, rest - minutes * kMinute);
  if (days > 0)
    add(fixed(days, 0) % QStringLiteral(" d"));
  if (hours > 0)
    add(fixed(hours, 0) % QStringLiteral(" h"));
  if (minutes > 0)
    add(fixed(minutes, 0) % QStringLiteral(" min"));
  if (text.isEmpty() || rest > step * 1e-3)
    add(text.isEmpty() ? withSeconds(rest, step) : fixed(rest, decimals(step)) % QStringLiteral(" s"));
  return text;
}

class RoundTicker : public QCPAxisTicker {
public:
  explicit RoundTicker(Quantity quantity) : m_quantity(quantity) {}

protected:
  double getTickStep(const QCPRange& range) override {
    // One mark alone, that of nothing, would tell no height: then finer than asked for.
    int count = std::max(1, tickCount());
    m_step = roundStep(m_quantity, range.size() / count);
    while (m_step > 0.95 * range.size() && count < kFinest)
      m_step = roundStep(m_quantity, range.size() / ++count);
    return m_step;
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return tickText(m_quantity, tick, m_step); }

private:
  static constexpr int kFinest = 5; // marks
  Quantity m_quantity;
  double m_step = 1;
};

// Of a logarithmic axis over less than an order of magnitude: round steps, as on a linear one.
QVector<double> evenMarks(Quantity quantity, const QCPRange& range) {
  constexpr double kMarks = 5;
  const double step = roundStep(quantity, range.size() / kMarks);
  QVector<double> marks;
  for (double i = std::ceil(range.lower / step); i * step <= range.upper; ++i)
    marks.append(i * step);
  return marks;
}

// Times over many orders: the marks people know, coarse ones alone where those suffice.
class TimeLogTicker : public QCPAxisTicker {
protected:
  QVector<double> createTickVector(double, const QCPRange& range) override {
    QVector<double> coarse, fine;
    const auto add = [&range](QVector<double>& to, std::initializer_list<double> marks, double unit) {
      for (const double mark : marks)
        if (range.contains(mark * unit))
          to.append(mark * unit);
    };
    for (double decade = 1e-9; decade < 0.5; decade *= 10) {
      add(coarse, {1}, decade);
      add(fine, {1, 2, 5}, decade);
    }
    add(coarse, {1, 10}, 1);
    add(fine, {1, 2, 5, 10, 20, 30}, 1);
    add(coarse, {1, 10}, kMinute);
    add(fine, {1, 2, 5, 10, 20, 30}, kMinute);
    add(coarse, {1, 10}, kHour);
    add(fine, {1, 2, 5, 10}, kHour);
    add(coarse, {2, 10, 100, 1000}, kDay);
    add(fine, {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}, kDay);
    constexpr qsizetype kEnough = 3;
    if (coarse.size() >= kEnough)
      return coarse;
    return fine.size() >= kEnough ? fine : evenMarks(Quantity::Time, range);
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return timeText(tick, tick); }
};

class RoundLogTicker : public QCPAxisTickerLog {
public:
  RoundLogTicker(Quantity quantity, double floor, const QString& atFloor)
      : m_quantity(quantity), m_floor(floor), m_atFloor(atFloor) {}

protected:
  // Powers of ten where the axis has two of them, else finer marks.
  QVector<double> createTickVector(double step, const QCPRange& range) override {
    constexpr double kApart = 0.13; // of the axis, from the floor, or labels would lie over each other
    const double above = m_floor * std::pow(range.upper / range.lower, kApart);
    const QCPRange free(std::max(range.lower, above), range.upper);
    const auto within = [&free](QVector<double> marks) {
      marks.removeIf([&free](double mark) { return mark < free.lower || mark > free.upper; });
      return marks;
    };
    constexpr qsizetype kEnough = 2;
    QVector<double> ticks = within(QCPAxisTickerLog::createTickVector(step, range));
    if (ticks.size() < kEnough && free.lower < free.upper) {
      ticks.clear();
      for (double decade = std::pow(10.0, std::floor(std::log10(free.lower))); decade <= free.upper; decade *= 10)
        ticks += within({decade, 2 * decade, 5 * decade});
      if (ticks.size() < kEnough)
        ticks = within(evenMarks(m_quantity, free));
    }
    if (range.contains(m_floor) && m_floor > 0)
      ticks.prepend(m_floor);
    return ticks;
  }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override {
    if (m_floor > 0 && tick == m_floor)
      return m_atFloor;
    switch (m_quantity) {
    case Quantity::Money:
      return tickText(Quantity::Money, tick, std::min(tick, 1.0));
    default:
      return tickText(m_quantity, tick, tick);
    }
  }

private:
  Quantity m_quantity;
  double m_floor;
  QString m_atFloor;
};

} // namespace

double roundStep(Quantity quantity, double least) {
  const double positive = std::max(least, 1e-15);
  switch (quantity) {
  case Quantity::Time:
    return timeStep(positive);
  case Quantity::Count:
    return std::max(1.0, decimalStep(positive));
  case Quantity::Memory:
    return std::max(1.0, std::exp2(std::ceil(std::log2(positive) - 1e-9)));
  default:
    return decimalStep(positive);
  }
}

QString tickText(Quantity quantity, double value, double step) {
  switch (quantity) {
  case Quantity::Time:
    return timeText(value, step);
  case Quantity::Money: {
    const int places = decimals(step);
    const QString sign = value < -step * 1e-6 ? QStringLiteral("−$") : QStringLiteral("$");
    return sign % fixed(std::fabs(value), places == 1 ? 2 : places);
  }
  case Quantity::Count:
    return QString::fromStdString(showCount(std::round(value)));
  case Quantity::Share:
    return fixed(value * 100, decimals(step * 100)) % QStringLiteral(" %");
  case Quantity::Memory:
    return fixed(value, decimals(step)) % QStringLiteral(" MB");
  case Quantity::Number:
    return fixed(value, decimals(step));
  }
  return {};
}

QSharedPointer<QCPAxisTicker> makeTicker(Quantity quantity) {
  return QSharedPointer<RoundTicker>::create(quantity);
}

QSharedPointer<QCPAxisTicker> makeLogTicker(Quantity quantity, double floor, const QString& atFloor) {
  if (quantity == Quantity::Time)
    return QSharedPointer<TimeLogTicker>::create();
  return QSharedPointer<RoundLogTicker>::create(quantity, floor, atFloor);
}

} // namespace coldframe::ui
