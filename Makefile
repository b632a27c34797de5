# Le cahier vérifié.
#
# « make » ou « make help » dit ce que l'on peut demander ; V=1 montre les
# commandes. Un dossier chapters/NN-nom/ de plus est un chapitre de plus : ici,
# aucune liste n'est à tenir à jour.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

export LC_ALL := C.UTF-8
export TZ := UTC
# Toute date écrite dans un produit : 1er janvier 2025, 0 h UTC.
export SOURCE_DATE_EPOCH := 1735689600
date := 20250101000000

goals := $(or $(MAKECMDGOALS),$(.DEFAULT_GOAL))
flags = $(filter-out -%,$(firstword $(MAKEFLAGS)))
# Q=identifiant choisit une question de formule ; ici, Q tait les commandes.
asked := $(if $(filter command,$(firstword $(origin Q))),$(value Q))
override Q := $(if $(V),,@)

# « [16] programme » : une ligne par étape ; la commande elle-même avec V=1.
step = $(if $(V),,@printf '[%s] %s\n' '$1' '$2')

# Un outil se cherche dans PATH sans lancer de processus.
find = $(wildcard $1 $(addsuffix /$1,$(subst :, ,$(PATH))))
need = $(foreach tool,$1,$(if $(call find,$(tool)),,\
  $(error $(tool) introuvable : make deps)))

chapter_dirs := $(patsubst %/,%,$(sort $(wildcard chapters/[0-9][0-9]-*/)))
number = $(firstword $(subst -, ,$(notdir $1)))
short = $(patsubst 0%,%,$1)
numbers := $(foreach dir,$(chapter_dirs),$(call number,$(dir)))
$(foreach dir,$(chapter_dirs),$(eval dir_$(call number,$(dir)) := $(dir)))
$(if $(filter-out $(words $(sort $(numbers))),$(words $(numbers))),\
  $(error deux chapitres ont le même numéro : $(chapter_dirs)))
# chapters/17-hidden-layer/exercise-b/ est l'exercice 17b.
exercise_dirs := $(sort $(patsubst %/solution.c,%,\
  $(wildcard chapters/*/exercise*/solution.c)))
exercise_id = $(call short,$(call number,$(patsubst %/,%,$(dir $1))))$(subst \
  -,,$(patsubst exercise%,%,$(notdir $1)))
exercises := $(foreach dir,$(exercise_dirs),$(call exercise_id,$(dir)))
$(foreach dir,$(exercise_dirs),$(eval \
  exercise_dir_$(call exercise_id,$(dir)) := $(dir)))
odd_dirs := $(filter-out $(chapter_dirs:%=%/),$(wildcard chapters/[0-9]*/))
$(if $(odd_dirs),$(error $(odd_dirs) : un chapitre a deux chiffres, \
  un tiret et un nom, comme chapters/07-forward))

# deps, clean et new changent ce que les autres cibles trouvent. Demandés avec
# elles, ils passent seuls, d'abord, puis make reprend du début.
first := $(firstword $(foreach goal,deps clean new,\
  $(filter $(goal),$(goals))))
rest := $(filter-out $(first),$(goals))

ifneq ($(and $(first),$(rest)),)

.PHONY: $(rest) again
$(rest): again ; @:
again: $(first)
	+@$(MAKE) $(rest)

else ifneq ($(filter-out deps clean new help format lint spell,$(goals)),)

# --- Variantes ---------------------------------------------------------------
# Chaque compilateur, avec ou sans sanitizers, a son dossier : build/ pour gcc,
# puis build/clang, build/gcc-sanitize, build/clang-sanitize. Les pages se font
# avec gcc, dans build/.

ifneq ($(origin CC),command line)
CC := gcc
endif
$(call need,$(firstword $(CC)))
compiler := $(notdir $(firstword $(CC)))
variant := $(filter-out gcc,$(compiler)$(if $(SANITIZE),-sanitize))
out := build$(addprefix /,$(variant))

WERROR ?= -Werror
warnings := -Wall -Wextra -Wvla -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wpointer-arith -Wcast-qual $(WERROR)
sanitize := -fsanitize=address,undefined -fno-sanitize-recover=all
optimize := $(if $(SANITIZE),-O1 -g -fno-omit-frame-pointer $(sanitize),-O3)
native := $(shell $(CC) -march=native -E -x c /dev/null -o /dev/null \
  2>/dev/null && echo -march=native)

# Sans contraction en FMA, et chaque somme gardant son ordre, les résultats
# sont les mêmes au bit près pour tout compilateur et toute largeur de vecteur.
compile := $(strip $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(optimize) \
  $(native) -ffp-contract=off -pthread $(warnings) $(CPPFLAGS) $(CFLAGS))
libs := -llinear -lsvm -lm
link := $(strip $(CC) $(if $(SANITIZE),$(sanitize)) -pthread $(LDFLAGS))

$(call need,pkg-config)
check_libs := $(shell pkg-config --libs check 2>/dev/null)
$(if $(check_libs),,$(error Check introuvable : make deps))

# --- Ce qu'il y a dans l'arbre -----------------------------------------------

apart := $(addprefix tests/,summary.c bench.c execute.c mutants_text.c \
  fuzz_formula.c check_exercise.c)
check_sources := $(filter-out tests/check_exercise.c,\
  $(wildcard tests/check_*.c))
test_sources := $(filter-out $(apart) $(check_sources),$(wildcard tests/*.c))
chapter_checks := $(numbers:%=check_chapter%)
# Les pages et les figures ne s'éprouvent que dans build/, les sanitizers que
# là où ils sont, et deux compilateurs ne se comparent que s'il y en a deux.
plain_only := check_book check_figures check_make
# Les plus longs ne se passent qu'une fois.
long_checks := check_mutants_text check_formula_judge check_questions
elsewhere := $(if $(variant),$(plain_only) $(long_checks),check_compilers) \
  $(if $(SANITIZE),check_compilers,check_sanitizers)
unit_checks := $(filter-out $(chapter_checks) $(elsewhere),\
  $(notdir $(check_sources:.c=)))
# Une réponse d'étudiant se compile toujours avec gcc : un exercice suffit aux
# autres variantes.
exercise_checks := $(addprefix check_exercise,$(if $(variant),\
  $(filter 16,$(exercises)),$(exercises)))
checks := $(unit_checks) $(exercise_checks) $(chapter_checks)
executions := $(numbers:%=execute_chapter%)

# Les sources d'un chapitre, sans le fichier où l'étudiant écrit.
$(foreach n,$(numbers),$(eval sources_$n := $(filter-out \
  $(dir_$n)/exercise%,$(wildcard $(dir_$n)/*.c))))

objects = $(patsubst %.c,$(out)/obj/%.o,$1)
lib := $(out)/libcahier.a
libtests := $(out)/libtests.a
summary := $(out)/bin/summary
execute := $(out)/bin/execute
mutants := $(out)/bin/mutants_text
results := $(numbers:%=$(out)/chapter%/results.yaml)
labels := $(numbers:%=build/chapter%/labels.tsv)
notations := $(labels:labels.tsv=notation.tsv)
references := $(labels:labels.tsv=references.tsv)
terms := $(labels:labels.tsv=terms.tsv)

known := $(sort $(foreach n,$(numbers) $(call short,$(numbers)),\
  chapter$n check$n))
# Des réglages du lecteur valent pour un chapitre, et rien d'autre. xargs coupe
# ARGS en mots, avec ses guillemets, sans rien exécuter.
ifneq ($(value ARGS)$(value DATA),)
reader := $(filter $(known),$(filter chapter%,$(goals)))
ifneq ($(words $(reader)) $(words $(goals)),1 1)
$(error ARGS et DATA vont avec un chapitre, seul : make chapter17 ARGS='…')
endif
reader := $(firstword $(foreach n,$(numbers),$(if $(filter $(reader),\
  chapter$n chapter$(call short,$n)),$n)))
unexport ARGS DATA
export CAHIER_ARGS := $(value ARGS)
export CAHIER_DATA := $(value DATA)
endif

unknown := $(filter-out check $(known),$(filter chapter% check%,$(goals)))
odd_exercises := $(filter-out $(foreach g,exercise hint solution reset,\
  $(exercises:%=$g%)),$(filter exercise% hint% solution% reset%,$(goals)))
ifneq ($(odd_exercises),)
$(error $(firstword $(odd_exercises)) : pas de tel exercice ; il y a les \
  exercices $(exercises))
endif
ifneq ($(filter-out chapters/%,$(unknown)),)
$(error $(firstword $(unknown)) : pas de tel chapitre ; il y a les chapitres \
  $(call short,$(numbers)))
endif

# --- Compilation -------------------------------------------------------------

# $1 : un fichier qui ne change que si son texte, $2, change : make ne voit pas
# de lui-même une option ou un fichier en moins. (GNU make 4.3 laisse parfois à
# « file » la fin de ligne d'un long texte : strip l'ôte.)
define stamp
ifneq ($$(strip $$(file <$1)),$(strip $2))
$1: FORCE
endif
$1:
	@mkdir -p $$(@D)
	$$(Q)printf '%s\n' '$(strip $2)' >$$@
endef

# Une autre ligne de commande recompile tout.
$(eval $(call stamp,$(out)/flags,$(compile) / $(link) $(libs)))
$(eval $(call stamp,$(out)/obj/lib.list,$(sort $(wildcard lib/*.c))))
$(eval $(call stamp,$(out)/obj/tests.list,$(sort $(test_sources))))
$(foreach n,$(numbers),$(eval $(call stamp,$(out)/obj/chapter$n.list,\
$(sort $(sources_$n)))))

$(out)/obj/%.o: %.c $(out)/flags
	$(call step,C,$<)
	@mkdir -p $(@D)
	$(Q)$(compile) -MMD -MP -c $< -o $@

-include $(wildcard $(addprefix $(out)/obj/,\
  lib/*.d exercises/*.d tests/*.d tests/fixtures/*/*.d chapters/*/*.d \
  chapters/*/exercise*/*.d))

$(lib): $(call objects,$(wildcard lib/*.c)) $(out)/obj/lib.list
$(libtests): $(call objects,$(test_sources)) $(out)/obj/tests.list
$(lib) $(libtests) $(out)/libexercises.a:
	$(Q)rm -f $@
	$(Q)ar rcs $@ $(filter %.o,$^)

define chapter_programs
$(out)/bin/chapter$1: $(call objects,$(sources_$1))
$(out)/bin/check_chapter$1: $(call objects,\
  $(filter-out %/chapter.c,$(sources_$1)))
$(out)/bin/chapter$1 $(out)/bin/check_chapter$1: $(out)/obj/chapter$1.list
endef
$(foreach n,$(numbers),$(eval $(call chapter_programs,$n)))

$(numbers:%=$(out)/bin/chapter%): $(lib)
tools := $(summary) $(execute) $(out)/bin/bench
$(tools): $(out)/bin/%: $(out)/obj/tests/%.o $(libtests) $(lib)
$(numbers:%=$(out)/bin/chapter%) $(tools):
	@mkdir -p $(@D)
	$(Q)$(link) $(filter %.o,$^) $(filter %.a,$^) $(libs) -o $@

plain_checks := $(filter-out $(exercise_checks),$(checks))
$(plain_checks:%=$(out)/bin/%) $(mutants): $(out)/bin/%: $(out)/obj/tests/%.o
$(out)/bin/fixture_%: $(out)/obj/tests/fixtures/sanitize/%.o \
  $(libtests) $(lib)
	@mkdir -p $(@D)
	$(Q)$(link) $(filter %.o,$^) $(filter %.a,$^) $(check_libs) $(libs) -o $@
$(checks:%=$(out)/bin/%) $(mutants): $(out)/libexercises.a $(libtests) $(lib)
	@mkdir -p $(@D)
	$(Q)$(link) $(filter %.o,$^) $(filter %.a,$^) $(check_libs) $(libs) -o $@

# Ce qu'un chapitre doit avoir : un produit déjà là ne le remplace pas.
$(filter-out $(check_sources),$(numbers:%=tests/check_chapter%.c)): FORCE
	@echo '$@ manque : un chapitre a son test' >&2; exit 1
$(filter-out $(wildcard chapters/*/chapter.md),\
  $(chapter_dirs:%=%/chapter.md)): FORCE
	@echo '$@ manque : un chapitre a son texte' >&2; exit 1

# --- Exercices -----------------------------------------------------------------
# Le juge porte les cas et le dictionnaire de son exercice. La trousse, build/kit/, est tout ce que
# voit une copie : la bibliothèque de matrices et l'appel de sa fonction.

kit := build/kit
kit_sources := exercises/harness.c lib/matrix.c lib/product.c lib/error.c
kit_headers := $(kit)/matrix.h $(kit)/error.h $(kit)/harness.h
kit_files := $(kit_headers) $(foreach v,plain sanitize,\
  $(kit)/$v/harness.o $(kit)/$v/libmatrix.a)
kit_compile = gcc -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -O1 -g \
  $(warnings) -Ilib $(if $(filter sanitize,$1),$(sanitize))
$(kit)/%.h: lib/%.h
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(kit)/harness.h: exercises/harness.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

define kit_variant
$(eval $(call stamp,$(kit)/$1/flags,$(call kit_compile,$1)))
$(kit)/$1/%.o: exercises/%.c $(kit_headers) exercises/wire.h $(kit)/$1/flags
	@mkdir -p $$(@D)
	$$(Q)$(call kit_compile,$1) -c $$< -o $$@
$(kit)/$1/%.o: lib/%.c $(wildcard lib/*.h) $(kit)/$1/flags
	@mkdir -p $$(@D)
	$$(Q)$(call kit_compile,$1) -c $$< -o $$@
$(kit)/$1/libmatrix.a: $(patsubst lib/%.c,$(kit)/$1/%.o,\
  $(filter lib/%,$(kit_sources)))
	$$(Q)rm -f $$@
	$$(Q)ar rcs $$@ $$^
endef
$(foreach v,plain sanitize,$(eval $(call kit_variant,$v)))

exercise_programs := judge progress grade formula session
libexercises := $(out)/libexercises.a
exercise_sources := $(filter-out exercises/harness.c \
  $(exercise_programs:%=exercises/%.c),$(wildcard exercises/*.c))
$(eval $(call stamp,$(out)/obj/exercises.list,$(sort $(exercise_sources))))
$(libexercises): $(call objects,$(exercise_sources)) $(out)/obj/exercises.list
judges := $(exercises:%=$(out)/bin/judge%)
$(addprefix $(out)/bin/,$(filter-out judge,$(exercise_programs))): \
  $(out)/bin/%: $(out)/obj/exercises/%.o $(libexercises) $(lib)
	@mkdir -p $(@D)
	$(Q)$(link) $(filter %.o,$^) $(filter %.a,$^) $(libs) \
	  $(if $(filter %/session,$@),-ledit) -o $@
define exercise_judge
$(out)/bin/judge$1 $(out)/bin/check_exercise$1: \
  $(call objects,$(exercise_dir_$1)/cases.c)
$(kit)/$1/call.c: $(exercise_dir_$1)/call.c
$(out)/log/check_exercise$1.status: $(wildcard $(exercise_dir_$1)/*.[ct]*)
endef
$(foreach e,$(exercises),$(eval $(call exercise_judge,$e)))
$(exercise_checks:%=$(out)/bin/%): $(out)/obj/tests/check_exercise.o
$(exercise_checks:%=$(out)/log/%.status): $(out)/log/check_exercise%.status: \
  $(out)/bin/check_exercise% $(kit)/%/call.c $(kit_files) $(labels)
	$(call step,test,exercice $*)
	$(call run_test)
$(judges): $(call objects,exercises/judge.c) $(libexercises) $(lib)
	@mkdir -p $(@D)
	$(Q)$(link) $(filter %.o,$^) $(filter %.a,$^) $(libs) -o $@
$(exercises:%=$(kit)/%/call.c):
	@mkdir -p $(@D)
	$(Q)cp $< $@

# $1 : ce que l'étudiant demande ; $2 : l'option du juge.
define exercise_goal
.PHONY: $(exercises:%=$1%)
$(exercises:%=$1%): $1%: $(out)/bin/judge% $(kit)/%/call.c $(kit_files) $(labels)
	@mkdir -p build/exercise; $$< $2
endef
$(eval $(call exercise_goal,exercise,))
$(eval $(call exercise_goal,hint,--hint))
$(eval $(call exercise_goal,solution,--solution))
$(eval $(call exercise_goal,reset,--reset))

# Un état par exercice : ce que le juge dit du fichier de l'étudiant, s'il y en a
# un.
states := $(exercises:%=build/exercise/%.state)
define exercise_state
build/exercise/$1.state: FORCE $(out)/bin/judge$1 $(kit)/$1/call.c $(kit_files)
	@mkdir -p $$(@D)
	$$(Q)$(out)/bin/judge$1 $(if $(wildcard $(exercise_dir_$1).c),--copy \
	  $(exercise_dir_$1).c,--pristine) --tsv >$$@.tmp; mv $$@.tmp $$@
endef
$(foreach e,$(exercises),$(eval $(call exercise_state,$e)))
.PHONY: progress
progress: $(out)/bin/progress $(states) $(out)/bin/formula $(notations)
	$(Q)$(out)/bin/formula --file $(or $(wildcard formulas.txt),/dev/null) \
	  --tsv >build/exercise/formulas.tsv
	@$< $(foreach e,$(exercises),$e=build/exercise/$e.state) \
	  --formulas build/exercise/formulas.tsv

# --- Copies -------------------------------------------------------------------
# Le tableau d'une classe. DIR, les copies, et OUT, le tableau, passent par
# l'environnement.

ifneq ($(filter grade,$(goals)),)
ifeq ($(value DIR),)
$(error quelles copies ? make grade DIR=copies/)
endif
unexport DIR OUT
export CAHIER_COPIES := $(value DIR)
export CAHIER_TABLE := $(or $(value OUT),build/grade.csv)
endif
.PHONY: grade
grade: $(out)/bin/grade $(judges) $(exercises:%=$(kit)/%/call.c) $(kit_files) \
  $(labels) $(notations) $(out)/bin/formula
	@$< --bin $(out)/bin --out "$$CAHIER_TABLE" "$$CAHIER_COPIES"

# --- Données -----------------------------------------------------------------
# Quatre fichiers IDX, compressés ou non, du paquet Debian dataset-fashion-mnist
# ou du dossier FASHION_MNIST. build/data/origin dit d'où ils viennent.

FASHION_MNIST ?= /usr/share/datasets/fashion-mnist
images := train-images-idx3-ubyte train-labels-idx1-ubyte \
  t10k-images-idx3-ubyte t10k-labels-idx1-ubyte
image_files := $(foreach f,$(images),\
  $(firstword $(wildcard $(addprefix $(FASHION_MNIST)/,$f $f.gz))))
image_origin := $(if $(filter 4,$(words $(image_files))),$(FASHION_MNIST),none)

needs_images = $(findstring requires: images,$(file <$(dir_$1)/chapter.md))
$(foreach n,$(numbers),$(if $(call needs_images,$n),\
  $(eval $(out)/chapter$n/results.yaml: build/data/origin)))

# --- Programmes des chapitres, tests ------------------------------------------

$(results): $(out)/%/results.yaml: $(out)/bin/%
	$(call step,$(*:chapter%=%),programme$(if $(filter-out none,$(and \
	  $(call needs_images,$(*:chapter%=%)),$(image_origin))), : une minute ou plus))
	@mkdir -p $(@D)
	$(Q)$< $(if $(SANITIZE),--quick) $(@D)

# Chaque test laisse son journal et son statut : tous tournent, même si l'un
# échoue. Ceux des chapitres ne reprennent que si quelque chose a changé, ou
# s'ils avaient échoué ; les autres reprennent chaque fois.
statuses := $(patsubst %,$(out)/log/%.status,$(checks) $(executions))
test_environment := CAHIER_OUT=$(out) CK_DEFAULT_TIMEOUT=600 \
  $(if $(SANITIZE),CK_TIMEOUT_MULTIPLIER=5 UBSAN_OPTIONS=print_stacktrace=1)

define run_test
	@mkdir -p $(@D) $(1:%=$(out)/chapter%)
	$(Q)$(test_environment) $< $2 >$(@:.status=.log) 2>&1 </dev/null; \
	  echo $$? >$@.tmp && mv $@.tmp $@
endef

$(unit_checks:%=$(out)/log/%.status): $(out)/log/%.status: $(out)/bin/% FORCE
	$(call step,test,$*)
	$(call run_test)

$(chapter_checks:%=$(out)/log/%.status): $(out)/log/check_chapter%.status: \
  $(out)/bin/check_chapter% $(out)/chapter%/results.yaml \
  $(if $(SANITIZE),build/chapter%/results.yaml)
	$(call step,$*,vérification)
	$(call run_test,$*,--verification $(out)/chapter$*/verification.tsv \
	  --results $(if $(SANITIZE),build,$(out))/chapter$*/results.yaml)

# « ; + » : une recette vide, dont make -q sait qu'elle ne change rien ; la
# règle d'à côté récrit le fichier, ou le laisse s'il n'a pas changé.
$(numbers:%=$(out)/chapter%/verification.tsv): \
  $(out)/chapter%/verification.tsv: $(out)/log/check_chapter%.status ; +

# Les équations telles qu'imprimées : un chapitre en suit d'autres, et chacun se
# refait donc dès qu'un index change. C'est l'affaire d'un instant.
$(executions:%=$(out)/log/%.status): $(out)/log/execute_chapter%.status: \
  $(execute) $(labels) $(notations)
	$(call step,$*,exécution)
	$(call run_test,$*,--out $(out) --chapter $* --chapters '$(numbers)')

$(numbers:%=$(out)/chapter%/execution.tsv): \
  $(out)/chapter%/execution.tsv: $(out)/log/execute_chapter%.status ; +

# --- Formules ----------------------------------------------------------------
# Un résultat écrit comme sur le papier, jugé à l'instant. La formule passe par
# l'environnement, jamais par le shell : ce qu'elle contient n'y fait rien.

with_questions := $(foreach n,$(numbers),\
  $(if $(wildcard $(dir_$n)/questions.txt),$n))
formula := $(out)/bin/formula
session := $(out)/bin/session
with_formulas := check_questions check_formula_judge check_formula_program
$(with_formulas:%=$(out)/log/%.status): $(formula) $(session) $(labels) \
  $(notations)

formula_goals := $(sort $(foreach n,\
  $(with_questions) $(call short,$(with_questions)),formula$n))
odd_formulas := $(filter-out formulas $(formula_goals),\
  $(filter formula%,$(goals)))
ifneq ($(odd_formulas),)
$(error $(firstword $(odd_formulas)) : pas de question de formule à ce \
  chapitre ; il y en a aux chapitres $(call short,$(with_questions)))
endif
ifneq ($(filter formula%,$(goals)),)
unexport F
export CAHIER_FORMULA := $(value F)
export CAHIER_QUESTION := $(asked)
endif

define formula_goal
.PHONY: formula$1 formula$(call short,$1)
$(sort formula$1 formula$(call short,$1)): $(formula) $(labels) $(notations)
	@set -- --chapter $1 --save formulas.txt; \
	  [ -z "$$$$CAHIER_QUESTION" ] || \
	    set -- "$$$$@" --question "$$$$CAHIER_QUESTION"; \
	  $(formula) "$$$$@"
endef
$(foreach n,$(with_questions),$(eval $(call formula_goal,$n)))

.PHONY: formulas
formulas: $(session) $(labels) $(notations)
	@$(session) --save formulas.txt

failed := $(foreach s,$(statuses),$(if $(filter-out 0,$(file <$s)),$s))
$(failed): FORCE

$(out)/log/check_judge.status: $(out)/bin/judge16 $(kit)/16/call.c \
  $(kit_files) $(labels)
$(out)/log/check_grade.status: $(out)/bin/grade
$(out)/log/check_mutants_text.status: $(mutants) $(execute) \
  $(labels) $(notations)
$(out)/log/check_sanitizers.status: $(addprefix $(out)/bin/fixture_,\
  $(notdir $(basename $(wildcard tests/fixtures/sanitize/*.c))))
$(out)/log/check_execute.status: $(execute)
$(out)/log/check_compilers.status: $(results) \
  $(numbers:%=build/chapter%/results.yaml)

# $1 : les tests ; $2 : les chapitres du tableau.
define check_and_sum
	$(if $(findstring q,$(flags)),@false,+@status=; $(MAKE) --keep-going gather tests='$1' || \
	  status=--incomplete; $(if $(findstring n,$(flags)),:,\
	  [ -x $(summary) ] || exit 1; $(summary) $$status --out $(out) \
	  --chapters $2 --labels $(numbers) --tests $1))
endef

# check relance make : avec une autre cible, l'un après l'autre.
ifneq ($(and $(filter check%,$(goals)),$(word 2,$(goals))),)
.NOTPARALLEL:
endif

.PHONY: check bench gather index results
index: $(labels) $(notations)
	@:
results: $(results) $(labels) $(notations)
	@:
gather: $(summary) $(labels) $(tests:%=$(out)/log/%.status)
	@:
check:
	$(call check_and_sum,$(checks) $(executions),$(numbers))

define check_chapter
.PHONY: check$1 check$(call short,$1)
$(sort check$1 check$(call short,$1)):
	$$(call check_and_sum,check_chapter$1 execute_chapter$1,$1)
endef
$(foreach n,$(numbers),$(eval $(call check_chapter,$n)))

bench: $(out)/bin/bench build/data/origin
	@$<

# Chaque équation telle qu'imprimée, abîmée d'une façon puis d'une autre : le
# prouveur doit le voir.
.PHONY: mutants-text
mutants-text: $(mutants) $(labels) $(notations)
	$(Q)$< $(MUTANTS)

# Le lecteur de formules devant des octets quelconques ; build/fuzz/corpus garde
# ceux qui ont fait du chemin neuf, en commençant par les équations des pages.
FUZZ_RUNS ?= 1000000
fuzzer := build/fuzz/fuzz_formula
fuzz_sources := tests/fuzz_formula.c $(wildcard lib/*.c)
.PHONY: fuzz
fuzz: $(fuzzer) $(labels)
	@mkdir -p build/fuzz/corpus
	$(Q)cut -f 7 $(labels) | grep . | split -l 1 -a 4 - build/fuzz/corpus/page-
	$(Q)$< -runs=$(FUZZ_RUNS) -max_len=4096 -timeout=10 \
	  -artifact_prefix=build/fuzz/ build/fuzz/corpus
$(fuzzer): $(fuzz_sources) $(wildcard lib/*.h)
	$(if $(call find,clang),,$(error clang introuvable : make fuzz s’en \
	  sert ; make deps))
	$(call step,C,$<)
	@mkdir -p $(@D)
	$(Q)clang -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -ffp-contract=off \
	  -pthread -fsanitize=fuzzer,address,undefined \
	  -fno-sanitize-recover=all $(warnings) $(fuzz_sources) $(libs) -o $@

# --- Pages : build/ seulement --------------------------------------------------

ifneq ($(variant),)

# Ce que build/ contient, une construction ordinaire le fait, une seule fois.
plain_results := $(numbers:%=build/chapter%/results.yaml)
$(plain_results) $(labels) $(notations) build/data/origin: plain ; +
.PHONY: plain
plain:
	+@$(MAKE) CC=gcc SANITIZE= results

ifneq ($(filter book handout chapter%,$(goals)),)
$(error les pages se font sans CC= ni SANITIZE=)
endif

else

$(call need,$(if $(filter-out bench,$(goals)),pandoc gnuplot))
$(call need,$(if $(filter book handout check chapter%,$(goals)),xelatex))

ifneq ($(strip $(file <build/data/origin)),$(image_origin))
build/data/origin: FORCE
endif
build/data/origin: $(if $(filter-out none,$(image_origin)),$(image_files))
	@mkdir -p $(@D)
	$(Q)rm -f $(images:%=$(@D)/%) $@
ifeq ($(image_origin),none)
	@echo "Images absentes de $(FASHION_MNIST) : installez le paquet" \
	  "dataset-fashion-mnist (make deps) ou donnez FASHION_MNIST=DOSSIER." \
	  "Le chapitre qui s'en sert le dira." >&2
else
	$(call step,données,$(FASHION_MNIST))
	$(Q)for f in $(image_files); do \
	  to=$(@D)/$$(basename $$f .gz); \
	  case $$f in *.gz) gzip -dc $$f ;; *) cat $$f ;; esac >$$to.tmp || \
	    { echo "$$f : fichier illisible ou abîmé" >&2; exit 1; }; \
	  mv $$to.tmp $$to; done
endif
	$(Q)echo '$(image_origin)' >$@

# Figures : un .gp, une figure, en PDF pour les pages, en SVG pour l'écran.
define chapter_figures
figures_$1 := $(patsubst $(dir_$1)/%.gp,figures/chapter$1/%.pdf,\
  $(wildcard $(dir_$1)/*.gp))
endef
$(foreach n,$(numbers),$(eval $(call chapter_figures,$n)))
figures := $(foreach n,$(numbers),$(figures_$n))
figure_script = $(dir_$(patsubst chapter%,%,$(*D)))/$(*F).gp
$(foreach n,$(numbers),$(foreach f,$(figures_$n),$(eval \
  $f $(f:.pdf=.svg): $(dir_$n)/$(basename $(notdir $f)).gp \
  build/chapter$n/results.yaml)))

# $1 : le format. L'ancien réglage d'un lecteur (~/.gnuplot) n'y entre pas.
define draw
	$(call step,$(patsubst chapter%,%,$(*D)),figure $(*F))
	@mkdir -p $(@D)
	$(Q)gnuplot -d -e "results='build/$(*D)'; output='$@.tmp'; format='$1'" \
	  figures/theme.gp $(figure_script)
endef

$(figures): figures/%.pdf: figures/theme.gp
	$(call draw,pdf)
	$(Q)LC_ALL=C sed 's|/CreationDate (D:[0-9]\{14\}|/CreationDate (D:$(date)|' \
	  $@.tmp >$@.tmp2 && rm $@.tmp && mv $@.tmp2 $@
$(figures:.pdf=.svg): figures/%.svg: figures/theme.gp
	$(call draw,svg)
	$(Q)mv $@.tmp $@

# La figure du README est suivie par git ; check_figures la compare.
readme_figure := figures/chapter00/derivative-error.svg
ifneq ($(filter $(readme_figure),$(figures:.pdf=.svg)),)
figures/readme.svg: $(readme_figure)
	cp $< $@
$(out)/log/check_figures.status: $(readme_figure)
endif

# Index : les étiquettes de chaque chapitre, réécrites si elles changent.
book := chapters/book
filter := $(wildcard $(book)/*.lua $(book)/*/*.lua $(book)/*.yaml)
$(numbers:%=build/chapter%/index): build/chapter%/index: $(filter)
	$(call step,$*,index)
	@mkdir -p $(@D)
	$(Q)pandoc -d $(book)/index.yaml -M build=$(@D) $(dir_$*)/chapter.md
	@touch $@
$(labels): build/%/labels.tsv: build/%/index ; +
$(notations): build/%/notation.tsv: build/%/index ; +
$(references): build/%/references.tsv: build/%/index ; +
$(terms): build/%/terms.tsv: build/%/index ; +
build/book/terms.tex: $(terms)
-include $(wildcard $(numbers:%=build/chapter%/pages.d))

# Pas de page si une équation n'est pas prouvée.
$(numbers:%=build/chapter%/verified): build/chapter%/verified: \
  build/log/check_chapter%.status build/log/execute_chapter%.status \
  | $(summary) $(labels)
	$(Q)$(summary) --gate --out build --chapters $* --labels $(numbers) \
	  --tests check_chapter$* execute_chapter$* || \
	  { rm -f build/chapter$*.pdf build/book.pdf; exit 1; }
	@touch $@

# Pages de chaque chapitre et du livre.
bibliography := $(book)/references.bib $(wildcard $(book)/*.csl)
render = pandoc -d $(book)/render.yaml -M labels="$(references)"

$(eval $(call stamp,build/book/chapters.list,$(chapter_dirs)))
$(foreach n,$(numbers),$(eval $(call stamp,build/chapter$n/figures.list,\
$(figures_$n))))
build/book.pdf: build/book/chapters.list

define chapter_sources
build/chapter$1/index build/chapter$1/body.tex: $(dir_$1)/chapter.md \
  build/chapter$1/figures.list
build/chapter$1/body.tex: | $(figures_$1)
build/chapter$1.pdf: | $(figures_$1)
endef
$(foreach n,$(numbers),$(eval $(call chapter_sources,$n)))

# Ce que le juge dit d'une réponse fausse, en C et en formule, pour la boîte de
# l'exercice.
formula_samples := $(with_questions:%=build/exercise/formula%.txt)
$(formula_samples): build/exercise/formula%.txt: $(formula) $(labels) \
  $(notations) $(wildcard chapters/*/questions.txt)
	@mkdir -p $(@D)
	$(Q)$< --chapter $* --sample >$@.tmp && mv $@.tmp $@
$(with_questions:%=build/chapter%/body.tex): build/chapter%/body.tex: \
  build/exercise/formula%.txt
samples := $(foreach e,$(exercises),build/exercise/$e.c build/exercise/$e.txt)
define exercise_sample
build/exercise/$1.c build/exercise/$1.txt: build/exercise/$1.%: \
  build/bin/judge$1 $(kit)/$1/call.c $(wildcard $(exercise_dir_$1)/*.c) \
  $(kit_files) $(labels)
build/chapter$(call number,$(patsubst %/,%,$(dir $(exercise_dir_$1))))/body.tex: \
  build/exercise/$1.c build/exercise/$1.txt
endef
$(foreach e,$(exercises),$(eval $(call exercise_sample,$e)))
$(samples):
	@mkdir -p $(@D)
	$(Q)$< --sandbox limits --sample$(if $(filter %.c,$@),-code) >$@.tmp && mv $@.tmp $@

bodies := $(numbers:%=build/chapter%/body.tex)
$(bodies): build/chapter%/body.tex: \
  build/chapter%/results.yaml build/chapter%/labels.tsv \
  build/chapter%/notation.tsv build/chapter%/verification.tsv \
  build/chapter%/execution.tsv \
  $(references) $(filter) $(bibliography) | build/chapter%/verified
	$(call step,$*,pages)
	$(Q)$(render) -M build=$(@D) -o $@ $(dir_$*)/chapter.md || \
	  { rm -f build/chapter$*.pdf build/book.pdf; exit 1; }

book_pages := $(addprefix build/book/,guide.tex glossary.tex bibliography.tex \
  terms.tex)
$(book_pages): build/book/%.tex: $(book)/%.md $(references) $(filter) \
  $(bibliography)
	$(call step,cahier,$*)
	@mkdir -p $(@D)
	$(Q)$(render) -M build=$(@D) -o $@ $<

typeset := $(book)/render $(wildcard $(book)/*.tex $(book)/*.awk)
$(numbers:%=build/chapter%.pdf): build/chapter%.pdf: build/chapter%/body.tex \
  $(typeset)
	$(call step,$*,PDF)
	$(Q)$(book)/render $@ $(book)/chapter.tex $<
build/book.pdf: $(bodies) $(book_pages) $(typeset)
	$(call step,cahier,PDF)
	$(Q)$(book)/render $@ $(book)/book.tex $(bodies)

# L'édition de l'étudiant : questions, figures, et de la place pour répondre.
sheets := $(bodies:body.tex=handout.tex)
$(sheets): build/chapter%/handout.tex: build/chapter%/body.tex
	$(call step,$*,feuille)
	$(Q)$(render) -M edition=handout -M build=$(@D) -o $@ $(dir_$*)/chapter.md
build/handout.pdf: $(sheets) $(typeset) build/book/chapters.list
	$(call step,cahier,édition de l’étudiant)
	$(Q)$(book)/render $@ $(book)/handout.tex $(sheets)
.PHONY: handout
handout: build/handout.pdf
	$(closing)

# La dernière ligne dit où est le PDF ; sous -q, elle s'efface.
closing = $(if $(findstring q,$(flags)),,@echo $<)
.PHONY: book
book: build/book.pdf
	$(closing)
ifdef reader
# Tout ce que changent les réglages du lecteur va sous build/reader/ : le reste,
# preuves comprises, est celui du cahier.
own := build/reader/chapter$(reader)
own_figures := $(figures_$(reader):figures/%=build/reader/figures/%)

# Ce qui est demandé, récrit si cela change ; et le contenu des données.
$(own)/wanted: FORCE
	@mkdir -p $(@D)
	$(Q){ printf '%s\n' "$$CAHIER_ARGS" "$$CAHIER_DATA"; \
	  [ -z "$$CAHIER_DATA" ] || cksum <"$$CAHIER_DATA" || :; } >$@.new 2>&1
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@
$(own)/results.yaml: build/bin/chapter$(reader) $(own)/wanted
	$(call step,$(reader),programme)
	$(Q)printf '%s' "$$CAHIER_ARGS" | xargs printf '' 2>/dev/null || \
	  { echo "ARGS : guillemet sans fin : $$CAHIER_ARGS" >&2; exit 1; }
	$(Q)set -- $< $(@D); [ -z "$$CAHIER_DATA" ] || set -- "$$@" --data "$$CAHIER_DATA"; \
	  rm -f $@; printf '%s' "$$CAHIER_ARGS" | xargs "$$@"; [ -f $@ ]
$(own_figures): build/reader/figures/chapter$(reader)/%.pdf: \
  $(dir_$(reader))/%.gp figures/theme.gp $(own)/results.yaml
	$(call step,$(reader),figure $*)
	@mkdir -p $(@D)
	$(Q)gnuplot -d -e "results='$(own)'; output='$@'; format='pdf'" \
	  figures/theme.gp $<
$(own)/body.tex: $(own)/results.yaml build/chapter$(reader)/body.tex
	$(call step,$(reader),pages)
	$(Q)cp $(addprefix build/chapter$(reader)/,verification.tsv execution.tsv \
	  labels.tsv notation.tsv references.tsv uses.txt) $(@D)
	$(Q)$(render) -M build=$(@D) -M figures=build/reader/figures/chapter$(reader) \
	  -o $@ $(dir_$(reader))/chapter.md
$(own).pdf: $(own)/body.tex $(own_figures) $(typeset)
	$(call step,$(reader),PDF)
	$(Q)$(book)/render $@ $(book)/chapter.tex $<
.PHONY: chapter$(reader) chapter$(call short,$(reader))
ifneq ($(findstring --help,$(value ARGS)),)
$(sort chapter$(reader) chapter$(call short,$(reader))): \
  build/bin/chapter$(reader)
	@$< --help
else
$(sort chapter$(reader) chapter$(call short,$(reader))): $(own).pdf
	$(closing)
endif
else
define chapter_goals
.PHONY: chapter$1 chapter$(call short,$1)
$(sort chapter$1 chapter$(call short,$1)): build/chapter$1.pdf
	$$(closing)
endef
$(foreach n,$(numbers),$(eval $(call chapter_goals,$n)))
endif

endif
endif

# --- Ce qui ne dépend de rien --------------------------------------------------

.PHONY: FORCE help deps clean new format lint spell
FORCE:

help:
	@printf '%s\n' \
	  'Le cahier vérifié. Cibles :' \
	  '' \
	  '  make deps          installe ce qui manque (Debian, Ubuntu)' \
	  '  make book          le cahier entier : build/book.pdf' \
	  '  make handout       l’édition de l’étudiant, sans les réponses' \
	  '  make chapter3      un chapitre : build/chapter03.pdf' \
	  '  make chapter17 ARGS='\''--eta 0.5'\''' \
	  '                     avec vos réglages ; ARGS=--help les dit' \
	  '  make chapter17 DATA=points.csv' \
	  '                     avec vos points : x1,x2,class' \
	  '  make exercise16    l’exercice en C d’un chapitre : le crée, le juge' \
  '  make hint16        son indice suivant ; make solution16, make reset16' \
  '  make progress      les exercices faits, et le suivant' \
  '  make grade DIR=copies/' \
	  '                     le tableau d’une classe : copies/NOM/exercise16.c' \
  '  make check         tous les tests, le tableau des équations' \
	  '  make check3        ceux d’un chapitre' \
	  '  make formula16 F='\''(Ŷ − Y)ᵀ H / N'\''' \
	  '                     juge votre formule ; sans F, pose la question ;' \
	  '                     Q=grad-by choisit une autre question du chapitre' \
	  '  make formulas      toutes les questions, au terminal' \
	  '  make mutants-text  abîme chaque équation : la preuve le voit-elle ?' \
	  '  make fuzz          des octets au hasard pour le lecteur de formules' \
	  '  make spell         l’orthographe des pages, des figures, des sources' \
	  '  make bench         les mesures de vitesse' \
	  '  make new N=22 SLUG=momentum' \
	  '                     un nouveau chapitre, prêt à remplir' \
	  '  make format, make lint' \
	  '                     met en forme, examine les sources C' \
	  '  make clean         efface ce qui a été construit' \
	  '' \
	  'Chapitres : $(call short,$(numbers))' \
  'Exercices : $(exercises)' \
	  '' \
	  'Réglages : SANITIZE=1 (tests sous AddressSanitizer et UBSan), CC=clang,' \
	  'FASHION_MNIST=DOSSIER (les images), V=1 (montre les commandes), -j2,' \
	  'WERROR= (un avertissement du compilateur n’arrête plus), FUZZ_RUNS=N,' \
	  'MUTANTS="--sample N" (moins d’essais).'

deps:
	@.ci/deps

clean:
	rm -rf build $(wildcard figures/chapter[0-9][0-9])

new: export N := $(N)
new: export SLUG := $(SLUG)
new:
	@chapters/book/template/new "$$N" "$$SLUG"

spell:
	@chapters/book/spell/run

c_files = $(sort $(wildcard */*.[ch] chapters/*/*.[ch] \
  tests/fixtures/sanitize/*.[ch] tests/fixtures/sandbox/*.[ch]))
format:
	$(if $(call find,clang-format),,$(error clang-format introuvable : \
	  installez le paquet clang-format))clang-format -i $(c_files)

# Les avis de cppcheck se jugent un par un : ils ne font pas échouer.
lint:
	@$(if $(call find,clang-format),\
	  clang-format --dry-run --Werror $(c_files),\
	  echo 'clang-format introuvable : mise en forme non examinée')
	@$(if $(call find,cppcheck),cppcheck --quiet --std=c11 \
	  --enable=performance --enable=portability $(c_files),\
	  echo 'cppcheck introuvable : examen statique omis')
