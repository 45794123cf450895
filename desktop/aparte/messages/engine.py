"""What the engine and its models say: builds, files that are no models, memory, crashes, refused rewrites."""

from aparte.i18n import N_

SENTENCES = {
    "build.ready": N_("The engine is ready."),
    "build.found": N_("Found an engine built earlier on this machine."),
    "build.building": N_("Building llama.cpp, {seconds} s so far, about 7 minutes in all."),
    "build.installing": N_("Installing the engine."),
    "build.done": N_("The engine is installed."),
    "engine.missing": N_("The engine is not built: run “make engine” (about 7 minutes, once). Rules stay at work."),
    "engine.no_builder": N_("This bundle has no engine and can't build one: install Aparté from its sources."),
    "engine.no_compiler": N_("No C++ compiler was found. Install one ({command}), then try again."),
    "engine.build_failed": N_("The engine could not be built: {reason}. Everything else works without it."),
    "engine.wont_start": N_("The engine {version} was built but does not start on this processor. Rules stay at work."),
    "model.none": N_("No model chosen: add one with “aparte model add FILE”. Everything else works without it."),
}
