#include "ui/panels/scenario_card.h"

#include "ui/document/text.h"
#include "ui/plots/colour.h"
#include "ui/plots/marker_shape.h"
#include "ui/plots/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr int kThumbnailUnits = 9;  // its side
constexpr int kNarrowestChars = 28; // of text, before the gallery takes a column away
constexpr int kWrapped = static_cast<int>(Qt::TextWordWrap) | static_cast<int>(Qt::AlignLeft);

} // namespace

ScenarioCard::ScenarioCard(const QString& title, const QString& question, GoldenOutcome outcome, QWidget* parent)
    : QAbstractButton(parent), m_question(question), m_outcome(std::move(outcome)) {
  setText(title);
  setAccessibleName(title);
  setAccessibleDescription(question + u' ' + toQt(m_outcome.headline));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

int ScenarioCard::unit() const {
  return std::max(4, fontMetrics().height() / 2);
}

QRect ScenarioCard::textRect(int width) const {
  const int u = unit();
  const int left = (kThumbnailUnits + 3) * u;
  return {left, u, std::max(u, width - left - u), 1'000};
}

QSize ScenarioCard::minimumSizeHint() const {
  const int width = (kThumbnailUnits + 4) * unit() + kNarrowestChars * fontMetrics().averageCharWidth();
  return {width, (kThumbnailUnits + 2) * unit()}; // more where the text needs it: heightForWidth()
}

QSize ScenarioCard::sizeHint() const {
  return minimumSizeHint();
}

int ScenarioCard::heightForWidth(int width) const {
  const QRect box = textRect(width);
  QFont bold = font();
  bold.setBold(true);
  int height = QFontMetrics(bold).boundingRect(box, kWrapped, text()).height();
  for (const QString& words : {m_question, toQt(m_outcome.headline)})
    if (!words.isEmpty())
      height += fontMetrics().boundingRect(box, kWrapped, words).height() + unit() / 2;
  return std::max(height, kThumbnailUnits * unit()) + 2 * unit();
}

// Cost against time, both logarithmic; what sends no bill stands at the foot, what cannot do it is left out.
void ScenarioCard::paintThumbnail(QPainter& painter, const QRectF& box) const {
  const Theme theme = Theme::of(palette());
  painter.setPen(QPen(theme.grid, 1));
  painter.setBrush(theme.background);
  painter.drawRect(box);
  painter.setPen(QPen(theme.axis, 1));
  painter.drawLine(box.bottomLeft(), box.bottomRight());
  painter.drawLine(box.topLeft(), box.bottomLeft());
  double least = 1e300, most = 0, cheap = 1e300, dear = 0;
  for (const GoldenPlatform& each : m_outcome.platforms) {
    if (each.seconds > 0) {
      least = std::min(least, each.seconds);
      most = std::max(most, each.seconds);
    }
    if (each.monthUsd > 0) {
      cheap = std::min(cheap, each.monthUsd);
      dear = std::max(dear, each.monthUsd);
    }
  }
  const auto along = [](double value, double from, double to) {
    return to > from ? std::log(value / from) / std::log(to / from) : 0.5;
  };
  const double radius = unit() * 0.42;
  const QRectF inner = box.adjusted(2 * radius, 2 * radius, -2 * radius, -2 * radius);
  for (std::size_t i = 0; i < m_outcome.platforms.size(); ++i) {
    const GoldenPlatform& each = m_outcome.platforms[i];
    if (!each.feasible || each.seconds <= 0)
      continue;
    const double x = inner.left() + along(each.seconds, least, most) * inner.width();
    const double y = each.monthUsd > 0
                         ? inner.bottom() - (0.2 + 0.8 * along(each.monthUsd, cheap, dear)) * inner.height()
                         : inner.bottom();
    drawMarker(painter, theme.platform(i), QPointF(x, y), 2 * radius);
  }
}

void ScenarioCard::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    click();
  else
    QAbstractButton::keyPressEvent(event);
}

void ScenarioCard::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor paper =
      underMouse() || isDown() ? mixed(theme.background, theme.accent, isDown() ? 0.16 : 0.08) : theme.background;
  painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(mixed(theme.surface, theme.text, 0.15), 1));
  painter.setBrush(paper);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), unit() / 2.0, unit() / 2.0);
  const int u = unit();
  const int side = kThumbnailUnits * u;
  paintThumbnail(painter, QRectF(1.5 * u, (height() - side) / 2.0, side, side));

  QRect box = textRect(width());
  const auto write = [&](const QString& words, const QFont& with, const QColor& ink) {
    if (words.isEmpty())
      return;
    painter.setFont(with);
    painter.setPen(ink);
    QRect taken;
    painter.drawText(box, kWrapped, words, &taken);
    box.setTop(taken.bottom() + u / 2);
  };
  QFont bold = font();
  bold.setBold(true);
  write(text(), bold, theme.text);
  write(m_question, font(), theme.text);
  write(toQt(m_outcome.headline), font(), theme.accent);
}

} // namespace coldframe::ui
