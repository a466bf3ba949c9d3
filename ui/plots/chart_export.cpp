#include "ui/plots/chart_export.h"

#include <qcustomplot.h>

#include <QPageSize>
#include <QPdfWriter>
#include <QStringBuilder>
#include <QSvgGenerator>

namespace coldframe::ui {

namespace {

QSize sizeOf(const QCustomPlot& plot, QSize asked) {
  if (asked.isValid())
    return asked;
  return plot.size().isEmpty() ? QSize(960, 540) : plot.size();
}

void paintVectors(QCustomPlot& plot, QPaintDevice* device, QSize size, double scale) {
  QCPPainter painter;
  painter.setMode(QCPPainter::pmVectorized);
  painter.setMode(QCPPainter::pmNoCaching);
  painter.begin(device);
  painter.scale(scale, scale);
  plot.toPainter(&painter, size.width(), size.height());
  painter.end();
}

Result<void> cannotWrite(const QString& path) {
  Problem problem;
  problem.file = path.toStdString();
  problem.what = "this file cannot be written";
  problem.expectation = "a folder that exists and may be written to";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

Result<void> saveSvg(QCustomPlot& plot, const QString& path, const ChartLabel& label, QSize size) {
  QSvgGenerator svg;
  svg.setFileName(path);
  svg.setTitle(label.title);
  svg.setDescription(label.provenance);
  svg.setSize(size);
  svg.setViewBox(QRect(QPoint(0, 0), size));
  paintVectors(plot, &svg, size, 1);
  return {};
}

Result<void> savePdf(QCustomPlot& plot, const QString& path, const ChartLabel& label, QSize size) {
  QPdfWriter pdf(path);
  pdf.setTitle(label.provenance.isEmpty() ? label.title
                                          : QString(label.title % QStringLiteral(" — ") % label.provenance));
  pdf.setCreator(QStringLiteral("Coldframe"));
  constexpr double kPointsPerPixel = 0.75;
  pdf.setPageMargins(QMarginsF());
  pdf.setPageSize(QPageSize(QSizeF(size) * kPointsPerPixel, QPageSize::Point));
  constexpr int kResolution = 300;
  pdf.setResolution(kResolution);
  paintVectors(plot, &pdf, size, kResolution / 96.0);
  return {};
}

} // namespace

QImage chartImage(QCustomPlot& plot, double scale, QSize asked) {
  const QSize size = sizeOf(plot, asked);
  return plot.toPixmap(size.width(), size.height(), scale).toImage();
}

Result<void> saveChart(QCustomPlot& plot, const QString& path, const ChartLabel& label, double scale, QSize asked) {
  const QSize size = sizeOf(plot, asked);
  QFile probe(path);
  if (!probe.open(QIODevice::WriteOnly))
    return cannotWrite(path);
  probe.close();
  if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive))
    return saveSvg(plot, path, label, size);
  if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive))
    return savePdf(plot, path, label, size);
  QImage image = chartImage(plot, scale, size);
  image.setText(QStringLiteral("Title"), label.title);
  image.setText(QStringLiteral("Description"), label.provenance);
  if (image.isNull() || !image.save(path))
    return cannotWrite(path);
  return {};
}

} // namespace coldframe::ui
