#include "ui/panels/breakeven_view.h"

#include "sim/base/parallel_for.h"
#include "sim/study/find_platform.h"
#include "sim/study/quantity.h"
#include "ui/document/text.h"
#include "ui/plots/breakeven_chart.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace coldframe::ui {

BreakevenView::BreakevenView(QWidget* parent)
    : QWidget(parent), m_against(new QComboBox(this)), m_over(new QComboBox(this)), m_chart(new BreakevenChart(this)),
      m_none(new QLabel(this)) {
  m_against->setObjectName(QStringLiteral("against"));
  m_against->setAccessibleName(tr("Break-even against"));
  m_against->setToolTip(tr("The platform that the break-even is looked for against"));
  m_over->setObjectName(QStringLiteral("over"));
  m_over->setAccessibleName(tr("Break-even over"));
  m_over->setToolTip(tr("What changes along the break-even curve"));
  m_chart->setObjectName(QStringLiteral("breakeven"));
  m_none->setWordWrap(true);
  m_none->setAlignment(Qt::AlignCenter);
  m_none->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->addWidget(m_chart);
  column->addWidget(m_none);
  connect(m_against, &QComboBox::activated, this, &BreakevenView::start);
  connect(m_over, &QComboBox::activated, this, &BreakevenView::start);
}

BreakevenView::~BreakevenView() {
  m_background.cancel();
}

void BreakevenView::look(std::shared_ptr<const LoadedScenario> scenario, const Catalogue& catalogue,
                         const std::string& own, const QString& provenance) {
  m_scenario = std::move(scenario);
  m_catalogue = &catalogue;
  m_own = own;
  m_provenance = provenance;
  offerPlatforms();
  start();
}

void BreakevenView::forget() {
  m_background.drop();
  m_scenario.reset();
  m_study.reset();
  m_against->clear();
  m_over->clear();
  m_chart->setCurves({});
}

// Keeps what was chosen; begins with the first machines that are billed.
void BreakevenView::offerPlatforms() {
  const QString before = m_against->currentData().toString();
  m_against->clear();
  int billed = -1;
  for (const BoundPlatform& other : m_scenario->bound.platforms) {
    if (other.id == m_own)
      continue;
    const auto* machines = std::get_if<MachineModel>(&other.model.platform);
    if (billed < 0 && machines != nullptr && !machines->instanceType.empty())
      billed = m_against->count();
    m_against->addItem(tr("against %1").arg(toQt(other.id)), toQt(other.id));
  }
  const int again = m_against->findData(before);
  m_against->setCurrentIndex(again >= 0 ? again : std::max(0, billed));
}

void BreakevenView::start() {
  if (m_scenario == nullptr)
    return;
  m_study.reset();
  m_chart->setCurves({});
  if (m_against->count() == 0)
    return showNone(tr("No break-even: there is no other platform."));
  BreakevenOptions options;
  options.a = m_own;
  options.b = fromQt(m_against->currentData().toString());
  options.over = fromQt(m_over->currentData().toString());
  options.study.effort = Effort::Quick; // a curve of many months
  options.study.jobs = availableThreads();
  m_background.start(
      [this, options, scenario = m_scenario, catalogue = m_catalogue](const Background::Context& context) {
        std::vector<Offer> offers;
        bool isOffered = false;
        const std::string both[] = {options.a, options.b};
        for (const std::string_view name : quantityNames())
          if (const auto over = findQuantity(scenario->scenario, *catalogue, std::string(name), both)) {
            offers.push_back({toQt(std::string(name)), toQt(over->title)});
            isOffered |= name == options.over;
          }
        BreakevenOptions asked = options;
        asked.study.stop = context.stop();
        if (!isOffered)
          asked.over = offers.empty() ? std::string() : fromQt(offers.front().name);
        context.deliver([this, offers, over = asked.over] { showOffers(offers, over); });
        if (offers.empty())
          return;
        auto made = breakeven({scenario->scenario, *catalogue}, asked);
        context.deliver([this, made = std::move(made)] {
          if (!made)
            return showNone(toQt(made.error().text()));
          m_study = *made;
          showCurves();
        });
      });
}

void BreakevenView::showOffers(const std::vector<Offer>& offers, const std::string& chosen) {
  const QSignalBlocker quiet(m_over);
  m_over->clear();
  for (const Offer& offer : offers)
    m_over->addItem(tr("over %1").arg(offer.title), offer.name);
  m_over->setCurrentIndex(m_over->findData(toQt(chosen)));
  if (offers.empty())
    return showNone(tr("No break-even: the calls come by a schedule or a recording, which has no rate to change."));
  m_none->hide();
  m_chart->show();
}

void BreakevenView::showNone(const QString& why) {
  m_background.drop();
  m_chart->hide();
  m_none->setText(why);
  m_none->show();
}

void BreakevenView::showCurves() {
  const double titled = m_study->titled;
  BreakevenCurves curves;
  curves.quantity = toQt(m_study->title);
  for (std::size_t which : {0U, 1U}) {
    const std::string& id = which == 0 ? m_study->a : m_study->b;
    BreakevenCurve& curve = curves.curves[which];
    curve.name = toQt(id);
    curve.place = platformPlace(m_scenario->bound, id);
    for (const BreakevenPoint& point : m_study->points)
      for (const PointFigures& figures : point.platforms)
        if (figures.platform == id && figures.feasible && figures.monthUsd.estimate) {
          const Estimate& usd = *figures.monthUsd.estimate;
          curve.points.push_back({point.base * titled, usd.mean, usd.lower(), usd.upper()});
        }
  }
  for (const Crossing& crossing : m_study->crossings)
    curves.crossings.push_back({crossing.base * titled,
                                crossing.lo ? std::optional(*crossing.lo * titled) : std::nullopt,
                                crossing.hi ? std::optional(*crossing.hi * titled) : std::nullopt,
                                tr("%1 is cheaper up to here").arg(toQt(crossing.below))});
  if (m_study->present)
    curves.today = *m_study->present * titled;
  m_chart->setLabel({tr("Break-even of %1 and %2").arg(toQt(m_study->a), toQt(m_study->b)), m_provenance});
  m_chart->setCurves(std::move(curves));
}

} // namespace coldframe::ui
