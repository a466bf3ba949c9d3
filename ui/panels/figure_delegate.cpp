#include "ui/panels/figure_delegate.h"

#include "ui/models/explanation_model.h"

#include <QApplication>
#include <QPainter>
#include <QTreeView>

namespace coldframe::ui {

namespace {

QString valueOf(const QModelIndex& index) {
  return index.siblingAtColumn(ExplanationModel::Value).data().toString();
}

int gapOf(const QFontMetrics& metrics) {
  return metrics.averageCharWidth();
}

// The room that the view has for this row; the option's rectangle is not set when a size is asked for.
int roomFor(const QTreeView& view, const QModelIndex& index) {
  int depth = view.rootIsDecorated() ? 1 : 0;
  for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
    ++depth;
  return view.viewport()->width() - depth * view.indentation();
}

int lineOf(const QFontMetrics& metrics) {
  return metrics.height() + metrics.height() / 4;
}

constexpr int kWrapped = static_cast<int>(Qt::TextWordWrap) | static_cast<int>(Qt::AlignLeft);

} // namespace

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QFontMetrics& metrics = option.fontMetrics;
  const QString name = index.data().toString();
  const QString value = valueOf(index);
  const auto* view = qobject_cast<const QTreeView*>(option.widget);
  const int gap = gapOf(metrics);
  const int room = view != nullptr ? roomFor(*view, index) - 2 * gap : QWIDGETSIZE_MAX;
  if (metrics.horizontalAdvance(name) + metrics.horizontalAdvance(value) + gap <= room)
    return {0, lineOf(metrics)};
  const int height = metrics.boundingRect(QRect(0, 0, room, QWIDGETSIZE_MAX), kWrapped, name).height();
  return {0, height + (value.isEmpty() ? metrics.height() / 4 : lineOf(metrics))};
}

void FigureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  item.text.clear();
  const QStyle& style = item.widget != nullptr ? *item.widget->style() : *QApplication::style();
  style.drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget); // what lies under the text
  const bool selected = item.state.testFlag(QStyle::State_Selected);
  const QFontMetrics& metrics = item.fontMetrics;
  const int gap = gapOf(metrics);
  const QRect box = item.rect.adjusted(gap / 2, 0, -gap, 0);
  const int line = lineOf(metrics);
  painter->save();
  painter->setFont(item.font);
  painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  const bool oneLine = box.height() <= line;
  painter->drawText(box, oneLine ? static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) : kWrapped,
                    index.data().toString());
  painter->drawText(QRect(box.left(), box.bottom() - line, box.width(), line), Qt::AlignRight | Qt::AlignVCenter,
                    valueOf(index));
  painter->restore();
}

} // namespace coldframe::ui
