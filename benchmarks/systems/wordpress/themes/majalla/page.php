<?php get_header(); the_post(); ?>
<div class="col-md-8 single-page"><h1><?php the_title(); ?></h1><div class="text"><?php the_content(); ?></div></div>
<?php get_sidebar(); get_footer();
