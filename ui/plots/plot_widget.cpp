#include "ui/plots/plot_widget.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QSaveFile>
#include <QVBoxLayout>
#include <utility>

namespace coldframe::ui {

PlotWidget::PlotWidget(QWidget* parent) : QWidget(parent), m_canvas(makeCanvas(this)), m_theme(Theme::of(palette())) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_canvas);
  setFocusPolicy(Qt::StrongFocus);
  m_canvas->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  m_canvas->installEventFilter(this);
  dressCanvas(*m_canvas, m_theme);
}

QSize PlotWidget::sizeHint() const {
  return QSize(60, 36) * fontMetrics().averageCharWidth();
}

QSize PlotWidget::minimumSizeHint() const {
  return QSize(32, 20) * fontMetrics().averageCharWidth();
}

void PlotWidget::setLabel(ChartLabel label) {
  m_label = std::move(label);
  setAccessibleName(m_label.title);
  setAccessibleDescription(m_label.provenance);
}

QList<QCPAxis*> PlotWidget::mainAxes() const {
  QList<QCPAxis*> axes;
  for (const QCPAxisRect* rect : m_canvas->axisRects()) {
    axes.append(rect->axis(QCPAxis::atBottom));
    axes.append(rect->axis(QCPAxis::atLeft));
  }
  return axes;
}

ViewHistory::View PlotWidget::view() const {
  ViewHistory::View view;
  for (const QCPAxis* axis : mainAxes()) {
    view.push_back(axis->range().lower);
    view.push_back(axis->range().upper);
  }
  return view;
}

void PlotWidget::setView(const ViewHistory::View& view) {
  const QList<QCPAxis*> axes = mainAxes();
  for (qsizetype i = 0; i < axes.size() && static_cast<std::size_t>(2 * i + 1) < view.size(); ++i)
    axes[i]->setRange(view[static_cast<std::size_t>(2 * i)], view[static_cast<std::size_t>(2 * i + 1)]);
  redraw();
  Q_EMIT viewChanged();
}

void PlotWidget::redraw() {
  if (m_canvas->size().isEmpty()) // there is nothing to paint on; it is drawn when it gets a size
    return;
  m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void PlotWidget::rememberWhole() {
  m_whole = view();
  m_recorded = m_whole;
  m_history->forget(this);
}

void PlotWidget::shareHistory(ViewHistory& history) {
  m_history = &history;
}

void PlotWidget::record(bool gesture) {
  if (m_whole.empty()) // of a chart that has other axes, or no view yet
    return;
  ViewHistory::View before = std::exchange(m_recorded, view());
  m_history->record(
      this, std::move(before), m_recorded,
      [this](const ViewHistory::View& past) {
        m_recorded = past;
        setView(past);
      },
      gesture);
}

bool PlotWidget::zoomed() const {
  return !m_whole.empty() && view() != m_whole;
}

void PlotWidget::afterGesture(bool same) {
  record(same);
  Q_EMIT viewChanged();
}

void PlotWidget::showWhole() {
  if (m_whole.empty())
    return;
  setView(m_whole);
  record(false);
}

void PlotWidget::zoomBy(double factor) {
  for (QCPAxis* axis : mainAxes())
    axis->scaleRange(factor);
  redraw();
  afterGesture(false);
}

void PlotWidget::pan(double across, double along) {
  for (QCPAxis* axis : mainAxes()) {
    const double share = axis->orientation() == Qt::Horizontal ? across : along;
    if (axis->scaleType() == QCPAxis::stLinear)
      axis->moveRange(axis->range().size() * share);
    else
      axis->setRange(axis->range() * std::pow(axis->range().upper / axis->range().lower, share));
  }
  redraw();
  afterGesture(true);
}

void PlotWidget::copyPicture() {
  QApplication::clipboard()->setImage(chartImage(*m_canvas, 2));
}

void PlotWidget::copyData() {
  if (m_data)
    QApplication::clipboard()->setText(QString::fromStdString(renderCsv(m_data())));
}

Result<void> PlotWidget::saveTo(const QString& path) {
  if (!path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) || !m_data)
    return saveChart(*m_canvas, path, m_label);
  QSaveFile file(path);
  const std::string text = renderCsv(m_data());
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
      !file.commit())
    return failure(
        makeError(ErrorKind::Input, path.toStdString() + " cannot be written: " + file.errorString().toStdString()));
  return {};
}

void PlotWidget::askAndSave() {
  QString kinds = tr("Picture (*.png);;Vector picture (*.svg);;Document (*.pdf)");
  if (m_data)
    kinds += tr(";;Data (*.csv)");
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the chart"), m_label.title, kinds);
  if (path.isEmpty())
    return;
  if (const auto saved = saveTo(path); !saved)
    Q_EMIT failed(QString::fromStdString(saved.error().problems.front().what));
}

void PlotWidget::fillMenu(QMenu& menu) {
  menu.addAction(tr("Copy picture"), QKeySequence::Copy, this, &PlotWidget::copyPicture);
  QAction* copyTable =
      menu.addAction(tr("Copy data"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, &PlotWidget::copyData);
  copyTable->setEnabled(static_cast<bool>(m_data));
  menu.addAction(tr("Save…"), QKeySequence::Save, this, &PlotWidget::askAndSave);
  menu.addSeparator();
  QAction* whole = menu.addAction(tr("Show all"), QKeySequence(Qt::Key_0), this, &PlotWidget::showWhole);
  whole->setEnabled(zoomed());
  QAction* back = menu.addAction(tr("View before"), QKeySequence(Qt::ALT | Qt::Key_Left), this, &PlotWidget::goBack);
  back->setEnabled(m_history->canGoBack());
  QAction* forward =
      menu.addAction(tr("View after"), QKeySequence(Qt::ALT | Qt::Key_Right), this, &PlotWidget::goForward);
  forward->setEnabled(m_history->canGoForward());
}

void PlotWidget::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  fillMenu(menu);
  menu.exec(event->globalPos());
}

void PlotWidget::dress() {
  dressCanvas(*m_canvas, m_theme);
}

void PlotWidget::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
    return;
  m_theme = Theme::of(palette());
  dress();
  Q_EMIT themeChanged();
  redraw();
}

void PlotWidget::keyPressEvent(QKeyEvent* event) {
  constexpr double kNearer = 0.7;
  constexpr double kStep = 0.1;
  const bool alt = event->modifiers().testFlag(Qt::AltModifier);
  if (event->matches(QKeySequence::Copy))
    return copyPicture();
  if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
    return copyData();
  if (event->modifiers().testFlag(Qt::ControlModifier))
    return QWidget::keyPressEvent(event);
  switch (event->key()) {
  case Qt::Key_0:
  case Qt::Key_Home:
    return showWhole();
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    return zoomBy(kNearer);
  case Qt::Key_Minus:
    return zoomBy(1 / kNearer);
  case Qt::Key_Left:
    return alt ? goBack() : pan(-kStep, 0);
  case Qt::Key_Right:
    return alt ? goForward() : pan(kStep, 0);
  case Qt::Key_Up:
    return pan(0, kStep);
  case Qt::Key_Down:
    return pan(0, -kStep);
  default:
    QWidget::keyPressEvent(event);
  }
}

bool PlotWidget::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_canvas)
    return QWidget::eventFilter(watched, event);
  switch (event->type()) {
  case QEvent::MouseButtonPress: {
    const auto* press = static_cast<QMouseEvent*>(event);
    setFocus(Qt::MouseFocusReason);
    m_canvas->setSelectionRectMode(press->modifiers().testFlag(Qt::ShiftModifier) ? QCP::srmZoom : QCP::srmNone);
    break;
  }
  case QEvent::MouseButtonRelease:
    // The canvas acts on the release first.
    QMetaObject::invokeMethod(
        this, [this] { afterGesture(false); }, Qt::QueuedConnection);
    break;
  case QEvent::MouseButtonDblClick:
    showWhole();
    return true;
  case QEvent::Wheel: {
    const Qt::KeyboardModifiers keys = static_cast<QWheelEvent*>(event)->modifiers();
    Qt::Orientations which = Qt::Horizontal | Qt::Vertical;
    if (keys.testFlag(Qt::ControlModifier))
      which = Qt::Horizontal;
    else if (keys.testFlag(Qt::ShiftModifier))
      which = Qt::Vertical;
    for (QCPAxisRect* rect : m_canvas->axisRects())
      rect->setRangeZoom(which);
    QMetaObject::invokeMethod(
        this, [this] { afterGesture(true); }, Qt::QueuedConnection);
    break;
  }
  default:
    break;
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace coldframe::ui
