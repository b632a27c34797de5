# Le verdict sur chaque erreur du catalogue, groupe par groupe.
height = 17.4
@canvas
catalogue = results.'/catalogue.tsv'
set datafile separator "\t"
stats catalogue using 4 name 'tolerance' nooutput
tolerance = tolerance_max
level(group) = column(0) + 1.3 * group
stats catalogue using (level($5)) name 'level' nooutput
is(verdict) = strcol(3) eq verdict ? column(2) : NaN
array top[4]
do for [g = 0:3] {
    stats catalogue using ($5 == g ? level($5) : NaN) name 'group' nooutput
    top[g + 1] = group_min
}

set xlabel 'plus grand écart relatif des quatre tenseurs'
@logx
set xrange [1e-13:10]
set xtics 100
set yrange [level_max + 0.8:-1.7]
set ytics scale 0
set arrow 1 from tolerance, graph 0 to tolerance, graph 1 nohead front \
    lc rgb 'black' lw 1.2 dt (4,3)
set label 1 'tolérance' at tolerance, graph 1.013 center
set label 2 '{/:Bold=8.5 erreurs de formule, couche de sortie}' at graph -0.01, first top[1] - 1 right
set label 3 '{/:Bold=8.5 erreurs de formule, couche cachée seule}' at graph -0.01, first top[2] - 1 right
set label 4 '{/:Bold=8.5 pertes de précision}' at graph -0.01, first top[3] - 1 right
set label 5 '{/:Bold=8.5 réécritures justes}' at graph -0.01, first top[4] - 1 right
set tmargin 1.5
set ytics font ',8.5'
set key at graph 1, graph 1.03 right horizontal samplen 0.5
plot catalogue using (is('faux')):(level($5)) \
         with points pt 9 ps 0.6 lc rgb orange title 'faux', \
     '' using (is('juste')):(level($5)) \
         with points pt 7 ps 0.5 lc rgb blue title 'juste', \
     '' using (1e-14):(level($5)):ytic(1) with points ps 0 notitle
