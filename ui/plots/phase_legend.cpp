#include "ui/plots/phase_legend.h"

#include "ui/plots/theme.h"

#include <QPainter>

namespace coldframe::ui {

namespace {

QString nameOf(std::size_t phase) {
  return QString::fromUtf8(kCallPhaseNames[phase].data(), static_cast<qsizetype>(kCallPhaseNames[phase].size()));
}

} // namespace

PhaseLegend::PhaseLegend(QWidget* parent) : QWidget(parent) {
  setFont(sized(font(), TypeSize::Small));
  setAccessibleName(tr("Phases: waiting, cold start, set-up, running, result, failed"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int PhaseLegend::chipWidth() const {
  return fontMetrics().height() * 3 / 2;
}

QSize PhaseLegend::sizeHint() const {
  int width = 0;
  for (std::size_t p = 0; p < kCallPhaseCount; ++p)
    width += chipWidth() + fontMetrics().horizontalAdvance(nameOf(p)) + 3 * fontMetrics().averageCharWidth();
  return {width, fontMetrics().height() + 2};
}

QSize PhaseLegend::minimumSizeHint() const {
  return {0, sizeHint().height()};
}

void PhaseLegend::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::WindowText));
  const int space = fontMetrics().averageCharWidth();
  const int full = fontMetrics().ascent();
  int x = 0;
  for (std::size_t p = 0; p < kCallPhaseCount; ++p) {
    const auto phase = static_cast<CallPhase>(p);
    const bool slim = phase == CallPhase::Waiting || phase == CallPhase::Result;
    const int height = slim ? full * 4 / 10 : full;
    const QRect chip(x, (this->height() - height) / 2, chipWidth() - space, height);
    painter.fillRect(chip, theme.phase(phase));
    if (phase == CallPhase::Failed)
      painter.fillRect(chip, QBrush(theme.background, Qt::BDiagPattern));
    const int textWidth = fontMetrics().horizontalAdvance(nameOf(p));
    painter.drawText(QRect(x + chipWidth(), 0, textWidth + 1, this->height()), Qt::AlignVCenter | Qt::AlignLeft,
                     nameOf(p));
    x += chipWidth() + textWidth + 3 * space;
  }
}

} // namespace coldframe::ui
