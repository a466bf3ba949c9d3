// A chart: one canvas with what every chart of the program can do.
//
//   wheel           zooms at the pointer; with Ctrl only across, with Shift only along the value
//   drag            pans; Shift-drag zooms into a box
//   double click, 0 the whole picture again; + − zoom, arrows pan, Alt+← Alt+→ go through the views
//   Ctrl+C          copies the picture, Ctrl+Shift+C its data; all of it and saving also in the context menu
//
// Colours follow the palette. A chart has a name and a description for screen readers, and a table of what it shows.
#pragma once

#include "sim/report/table.h"
#include "ui/plots/chart_export.h"
#include "ui/plots/theme.h"
#include "ui/plots/view_history.h"

#include <QWidget>
#include <functional>
#include <optional>

class QCustomPlot;
class QCPAxis;
class QMenu;

namespace coldframe::ui {

class PlotWidget : public QWidget {
  Q_OBJECT

public:
  explicit PlotWidget(QWidget* parent = nullptr);

  QCustomPlot& canvas() const { return *m_canvas; }
  const Theme& theme() const { return m_theme; }

  void setLabel(ChartLabel label);
  const ChartLabel& label() const { return m_label; }
  // The table of what is shown, for CSV and the clipboard; made when it is asked for.
  void setData(std::function<Table()> table) { m_data = std::move(table); }

  // The ranges that "0" goes back to: those at the time of the call. Forgets the views before.
  void rememberWhole();
  // Its views are steps of this history, which other charts may share; its own until then.
  virtual void shareHistory(ViewHistory& history);
  Result<void> saveTo(const QString& path); // by its ending: .png, .svg, .pdf, .csv

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  virtual bool zoomed() const;

public Q_SLOTS:
  virtual void showWhole();
  virtual void zoomBy(double factor); // below 1: nearer
  void goBack() { m_history->back(); }
  void goForward() { m_history->forward(); }
  void copyPicture();
  void copyData();

Q_SIGNALS:
  void themeChanged();
  void viewChanged();
  void failed(const QString& message);

protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  virtual void fillMenu(QMenu& menu);
  virtual void dress(); // in the colours of theme()
  void redraw();
  ViewHistory& history() const { return *m_history; }

private:
  ViewHistory::View view() const;
  void setView(const ViewHistory::View& view);
  void record(bool gesture);
  void afterGesture(bool same);
  void pan(double across, double along);
  void askAndSave();
  QList<QCPAxis*> mainAxes() const;

  QCustomPlot* m_canvas = nullptr;
  Theme m_theme;
  ChartLabel m_label;
  std::function<Table()> m_data;
  ViewHistory::View m_whole;
  ViewHistory::View m_recorded; // what is shown, as the history knows it
  ViewHistory m_own;
  ViewHistory* m_history = &m_own;
};

} // namespace coldframe::ui
