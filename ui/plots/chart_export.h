// A chart as a file or on the clipboard, as it stands: PNG at any scale, SVG and PDF as vectors. What a chart is of
// (scenario, seed, price book, version) travels in the file: PNG text chunks, the description of SVG, the title of PDF.
// Errors (Internal when nothing can be drawn, Input where the file cannot be written): what and where.
#pragma once

#include "sim/base/result.h"

#include <QImage>
#include <QSize>
#include <QString>

class QCustomPlot;

namespace coldframe::ui {

struct ChartLabel {
  QString title;      // "Replay"
  QString provenance; // "scrape-pages · seed 7 · aws-us-east-1@2017-11 · Coldframe 0.1.0"
};

QImage chartImage(QCustomPlot& plot, double scale = 1, QSize size = {}); // no size: that of the screen
// By the name's ending: .svg, .pdf, otherwise an image. `scale` multiplies the pixels of images.
Result<void> saveChart(QCustomPlot& plot, const QString& path, const ChartLabel& label, double scale = 2,
                       QSize size = {});

} // namespace coldframe::ui
